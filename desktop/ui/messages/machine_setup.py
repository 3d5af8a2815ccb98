"""Preparing a machine: what is told, and what is refused."""

from desktop.ui.messages.refusal import Refusal

GROUP_COMMENT = "蔵帳の台帳を使う人"
GROUP_MADE = "ローカル グループ「{group}」を作りました。台帳を使う人を加えてください。"
GROUP_THERE = "ローカル グループ「{group}」は、すでにあります。"
FOLDER_READY = "台帳のフォルダー {folder} を、管理者と「{group}」だけに開きました。"
NO_FOLDER = "台帳のフォルダー {folder} を用意できませんでした（番号 {number}）。"

_IT = "情報係にご連絡ください。"

REFUSALS: dict[str, Refusal] = {
    "machine.setup-rights": Refusal(
        "台帳のフォルダーと利用者グループを用意するには、管理者の権限が要ります。",
        "管理者としてインストールし直してください。",
        _IT,
        "E-319",
    ),
    "machine.group-not-made": Refusal(
        "ローカル グループ「{group}」を作れませんでした（番号 {number}）。",
        "コンピューターの管理で同じ名前のグループを作ってから、もう一度お試しください。",
        _IT,
        "E-320",
    ),
    "machine.folder-elsewhere": Refusal(
        "台帳のフォルダー {folder} は、別の場所につながるリンク（ジャンクション）です。",
        "だれが作ったかを確かめてリンクを取り除いてから、インストールし直してください。",
        _IT,
        "E-318",
    ),
}

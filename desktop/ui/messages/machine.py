"""Refusals of the machine room."""

from desktop.ui.messages.refusal import Refusal

_IT = "情報係にご連絡ください。"

REFUSALS: dict[str, Refusal] = {
    "machine.keyring": Refusal(
        "この端末の秘密を安全にしまう場所（資格情報マネージャー）が使えません。",
        "Windows にご自分の名前でサインインし直してから、もう一度お試しください。",
        f"それでも使えないときは{_IT}",
        "E-321",
    ),
    "machine.device-secret": Refusal(
        "この端末は、この台帳を使う端末として登録されていません。",
        "登録済みの端末で開いてください。フォルダーだけを移しても開けません。",
        f"端末を替えるときは{_IT}",
        "E-322",
    ),
    "machine.place": Refusal(
        "この場所には台帳を置けません。共有フォルダー、同期フォルダー、書き込めない媒体は使えません。",
        "この端末の内蔵ディスクの中から選んでください。",
        _IT,
        "E-323",
    ),
    "machine.store-busy": Refusal(
        "この台帳は、すでに開かれています（{holder}）。",
        "開いている画面を終了してから、もう一度お試しください。",
        "",
        "E-324",
    ),
    "machine.file-damaged": Refusal(
        "台帳の小さなファイル（{file}）が壊れていて、前の写しも使えません。",
        "フォルダーに手を加えず、控えから復元してください。",
        _IT,
        "E-325",
    ),
    "machine.policy-open": Refusal(
        "この端末の方針ファイル（policy.json）を、端末の管理者でない人も書き換えられます。",
        "管理者だけが書けるようにするまで、台帳は開けません。F1 の「方針ファイル」をご覧ください。",
        _IT,
        "E-338",
    ),
    "machine.policy": Refusal(
        "この端末の方針ファイル（policy.json）に、使えない内容（{member}）があります。",
        "方針ファイルを直すまで、台帳は開けません。書き方は F1 の「方針ファイル」にあります。",
        _IT,
        "E-339",
    ),
}

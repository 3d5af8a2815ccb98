"""Refusals of the machine room about places, accounts, seals and files in use."""

from desktop.ui.messages.refusal import Refusal

_IT = "情報係にご連絡ください。"
_INNER = "この端末の内蔵ディスクの中から選んでください。"

REFUSALS: dict[str, Refusal] = {
    "machine.place-network": Refusal(
        "この場所は、ほかのコンピューターの共有フォルダーなので、台帳を置けません。",
        "ネットワークドライブではなく、" + _INNER,
        _IT,
        "E-340",
    ),
    "machine.place-synced": Refusal(
        "この場所は、OneDrive などの同期プログラムが外へ写すフォルダーなので、台帳を置けません。",
        "同期の対象になっていない、" + _INNER,
        _IT,
        "E-341",
    ),
    "machine.place-read-only": Refusal(
        "この場所に試しの書き込みをしましたが、できませんでした。",
        "書き込みのできる、" + _INNER,
        _IT,
        "E-342",
    ),
    "machine.place-removable": Refusal(
        "この場所は、USB メモリーなど取り外しのできるドライブなので、台帳を置けません。",
        _INNER,
        _IT,
        "E-343",
    ),
    "machine.place-volatile": Refusal(
        "この場所は、CD などの読み取り専用のディスクか、電源を切ると消えるドライブです。",
        _INNER,
        _IT,
        "E-344",
    ),
    "machine.place-no-acl": Refusal(
        "このドライブの形式（FAT・exFAT）では、ほかの人に見せない設定ができず、台帳を置けません。",
        "NTFS の形式の、" + _INNER,
        _IT,
        "E-345",
    ),
    "machine.place-missing": Refusal(
        "この場所のドライブが見つかりません。",
        "ドライブがつながっているか確かめるか、" + _INNER,
        _IT,
        "E-346",
    ),
    "machine.not-member": Refusal(
        "このフォルダーは「Kuracho Users」の利用者のもので、お使いの Windows アカウントは"
        "まだ入っていません。",
        "追加してもらったあと、Windows にサインインし直してから、もう一度お試しください。",
        f"追加については{_IT}",
        "E-347",
    ),
    "machine.seal-broken": Refusal(
        "この端末の秘密のファイル（{file}）を開けません。別の端末から写されたものか、壊れています。",
        "登録済みの端末で開いてください。フォルダーだけを移しても開けません。",
        f"端末を入れ替えたときや、修理のあとは{_IT}",
        "E-348",
    ),
    "machine.forgetful": Refusal(
        "このコンピューターは、起動するたびに元の状態に戻る設定なので、台帳を置けません。",
        "書いたものが残る端末をお使いください。",
        _IT,
        "E-349",
    ),
    "machine.profile": Refusal(
        "お使いの Windows アカウントは、設定がこの端末に残らない種類（移動・一時・固定プロファイル"
        "など）なので、この端末で台帳を始められません。",
        "この端末に設定が残るアカウントで Windows にサインインしてください。",
        f"アカウントについては{_IT}",
        "E-350",
    ),
    "machine.file-held": Refusal(
        "ファイル（{file}）を、ほかのプログラム（ウイルス対策・検索・バックアップなど）が使っていて、"
        "書き換えられません。",
        "少し待ってから、もう一度お試しください。",
        f"続くときは、台帳のフォルダーを検査の対象から外せるか{_IT}",
        "E-351",
    ),
}

"""Refusals of packages, unit cards and receipts."""

from desktop.ui.messages.refusal import Refusal

_KEPT_NOTHING = "台帳には何も取り込んでいません。"
_ASK_SENDER = "送り主の課に、パッケージの作り直しを依頼してください。"
_ASK_CHIEF = "ご不明な点は係長にご相談ください。"
_ASK_IT = "解決しないときは情報係にご連絡ください。"
_TELL_CHIEF = "係長と保護責任者に、すぐに知らせてください。"

REFUSALS: dict[str, Refusal] = {
    "transfer.not-a-package": Refusal(
        "このファイルは持出パッケージ(.kura)ではありません。",
        "選んだファイルを確かめて、もう一度選んでください。",
        _ASK_CHIEF,
        "E-601",
    ),
    "transfer.newer-version": Refusal(
        "このファイルは、より新しい版のプログラムで作られています。",
        "新しい版のプログラムで開いてください。" + _KEPT_NOTHING,
        "更新は情報係にご依頼ください。",
        "E-602",
    ),
    "transfer.truncated": Refusal(
        "パッケージが途中で切れています。" + _KEPT_NOTHING,
        "媒体にもう一度写してもらい、受け取り直してください。",
        "送り主の課にご連絡ください。",
        "E-603",
    ),
    "transfer.trailing-bytes": Refusal(
        "パッケージの終わりの後に、余分な内容が付いています。" + _KEPT_NOTHING,
        "このファイルは使わず、媒体にもう一度写してもらってください。",
        _TELL_CHIEF,
        "E-604",
    ),
    "transfer.tampered": Refusal(
        "パッケージの中身が、署名された時と違っています。" + _KEPT_NOTHING,
        "このファイルは使わず、送り主の課から受け取り直してください。",
        "受け取り直しても同じときは、" + _TELL_CHIEF,
        "E-605",
    ),
    "transfer.unknown-sender": Refusal(
        "送り主の課が、まだここに登録されていません。" + _KEPT_NOTHING,
        "送り主の課から組織カード(.kuracard)を受け取り、指紋を読み合わせて登録してください。",
        "登録は係長にご依頼ください。",
        "E-606",
    ),
    "transfer.directory-old": Refusal(
        "このパッケージは、送り主の古い職員名簿で作られています"
        "(名簿は第{enclosed}版、こちらで確認済みは第{known}版)。" + _KEPT_NOTHING,
        _ASK_SENDER,
        _ASK_CHIEF,
        "E-607",
    ),
    "transfer.directory-gap": Refusal(
        "送り主の職員名簿が、こちらで確認済みの第{known}版までつながっていません。" + _KEPT_NOTHING,
        "送り主の課から新しい組織カード(.kuracard)を受け取り、登録し直してください。",
        "登録は係長にご依頼ください。",
        "E-608",
    ),
    "transfer.unapproved": Refusal(
        "このパッケージには、正しい承認の署名がありません。" + _KEPT_NOTHING,
        "このファイルは使わず、送り主の課に承認の手続きを確かめてください。",
        _TELL_CHIEF,
        "E-609",
    ),
    "transfer.approver-role": Refusal(
        "承認した人に、承認する権限がありません。" + _KEPT_NOTHING,
        "このファイルは使わず、送り主の課に承認の手続きを確かめてください。",
        _TELL_CHIEF,
        "E-610",
    ),
    "transfer.requester-role": Refusal(
        "申請した人に、持出を申請する権限がありません。" + _KEPT_NOTHING,
        "このファイルは使わず、送り主の課に申請の手続きを確かめてください。",
        _TELL_CHIEF,
        "E-611",
    ),
    "transfer.self-approved": Refusal(
        "申請した人と承認した人が同じです。" + _KEPT_NOTHING,
        "別の人の承認を受けて、作り直してもらってください。",
        _TELL_CHIEF,
        "E-612",
    ),
    "transfer.wrong-recipient": Refusal(
        "このパッケージは、別の課あてに作られています。" + _KEPT_NOTHING,
        "宛先の課に渡すか、送り主に返してください。",
        _ASK_CHIEF,
        "E-613",
    ),
    "transfer.recipient-unregistered": Refusal(
        "宛先が、送り主の課の名簿に登録されていません。" + _KEPT_NOTHING,
        "送り主の課に、宛先の登録を確かめてもらってください。",
        _ASK_CHIEF,
        "E-614",
    ),
    "transfer.expired": Refusal(
        "このパッケージは受け取りの期限を過ぎています。" + _KEPT_NOTHING,
        _ASK_SENDER,
        "端末の時計が正しいかも確かめてください。" + _ASK_CHIEF,
        "E-615",
    ),
    "transfer.replay": Refusal(
        "このパッケージは、すでに受け取り済みです。" + _KEPT_NOTHING,
        "記録は台帳に入っています。二重に受け取る必要はありません。",
        _ASK_CHIEF,
        "E-616",
    ),
    "transfer.drill": Refusal(
        "訓練用の台帳と本番の台帳の間では、受け渡しできません。" + _KEPT_NOTHING,
        "訓練用のファイルは、訓練用の台帳で開いてください。",
        _ASK_CHIEF,
        "E-617",
    ),
    "transfer.part-malformed": Refusal(
        "パッケージの中の表が、決まった形になっていません。" + _KEPT_NOTHING,
        _ASK_SENDER,
        _ASK_IT,
        "E-618",
    ),
    "transfer.residue": Refusal(
        "持ち出せない文字や数式が残っているため、パッケージを作りませんでした({row}行目)。",
        "その記録の内容を確かめて、もう一度申請してください。",
        _ASK_IT,
        "E-619",
    ),
    "transfer.not-a-card": Refusal(
        "このファイルは組織カード(.kuracard)ではないか、壊れています。",
        "選んだファイルを確かめて、もう一度選んでください。",
        _ASK_CHIEF,
        "E-620",
    ),
    "transfer.card-refused": Refusal(
        "組織カードの署名または職員名簿が正しくないため、登録しませんでした。",
        "このカードは使わず、相手の課から受け取り直してください。",
        _TELL_CHIEF,
        "E-621",
    ),
    "transfer.not-a-receipt": Refusal(
        "このファイルは受領票ではないか、壊れています。",
        "選んだファイルを確かめて、もう一度選んでください。",
        _ASK_CHIEF,
        "E-622",
    ),
    "transfer.receipt-refused": Refusal(
        "受領票の署名が確かめられないか、別のパッケージの受領票です。",
        "どのパッケージの受領票かを確かめ、相手の課から受け取り直してください。",
        "相手の職員が替わったときは、新しい組織カードの登録を係長にご依頼ください。",
        "E-623",
    ),
}

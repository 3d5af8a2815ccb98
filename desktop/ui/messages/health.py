"""The words of 端末の健康診断: for each check and case, what was found and what to do."""

TITLE = "端末の健康診断"
SUBTITLE = "台帳を置く端末の守りが整っているかを、この端末で調べた結果です。何も変更しません。"
AGAIN = "もう一度調べる"
SAVE = "PDF を保存する"
PREVIEW = "書類を見る"
COPY = "結果を写す"
BACK = "一覧に戻る"
LEAVE = "サインインに戻る"
WORKING = "調べています…"
COPIED = "結果を写しました。30 秒の間に貼り付けてください。"
SAVED = "健康診断書を保存しました。{name}"
SUMMARY = "赤 {bad} 件、黄 {care} 件、緑 {good} 件、調べられないもの {unknown} 件。"
SUMMARY_MARKS = {
    "bad": "赤い項目は、台帳に本物の記録を入れる前に直してください。",
    "care": "黄色い項目は、情報係が理由を確かめてください。",
    "unknown": "調べられなかった項目は、情報係が端末の設定を直接確かめてください。",
    "good": "直すところは見つかりませんでした。",
}

MARKS = {"good": "緑 良好", "care": "黄 要確認", "bad": "赤 要対応", "unknown": "灰 不明"}
COLUMNS = ("判定", "項目", "調べた結果", "すること")
PAPER_UNIT = "課・業務"
PAPER_AT = "調べた日時"
PAPER_BY = "調べた人"
PAPER_VERSION = "製品の版"
PAPER_VERDICT = "まとめ"
PAPER_NOTE = (
    "この書類は、端末の設定を一般の利用者の権限で読み取った結果です。灰色の項目は、"
    "この端末では調べられません。資産管理ソフトなど別の仕組みで守っているものは、その旨を書き添えてください。"
)
NOTHING_TO_DO = "ありません。"
CANNOT = "この端末では調べられません。"
ASK = "情報係が、端末の設定を直接確かめてください。"

CHECKS: dict[str, str] = {
    "disk": "ディスクの暗号化",
    "place": "台帳の置き場所の権限",
    "profile": "端末の状態の保持",
    "page_file": "ページファイル",
    "hibernation": "休止状態",
    "dumps": "障害時のメモリの書き出し",
    "hardening": "この製品のメモリの保護",
    "clipboard": "クリップボードの履歴",
    "removable": "USB などの媒体",
    "screen_lock": "画面の自動ロック",
    "account": "利用者の権限",
    "clock": "時計合わせ",
    "system": "OS の版",
    "memory": "メモリ",
    "space": "空き容量",
    "screen": "画面の大きさ",
}

CASES: dict[tuple[str, str], tuple[str, str]] = {
    ("disk", "on"): ("BitLocker で暗号化されています。", NOTHING_TO_DO),
    ("disk", "partly"): (
        "BitLocker の保護が途中か、一時停止しています。",
        "暗号化が終わるまで待つか、保護を再開してください。",
    ),
    ("disk", "off"): (
        "暗号化されていません。",
        "BitLocker を有効にしてください。端末が盗まれると、守りはパスワードだけになります。",
    ),
    ("place", "guarded"): ("許された利用者だけが開けます。", NOTHING_TO_DO),
    ("place", "alone"): (
        "「Kuracho Users」のグループがないため、今の Windows アカウントだけが開けます。",
        "ほかのアカウントと交替で使うなら、情報係が管理者で prepare-machine を実行してください。",
    ),
    ("place", "outside"): (
        "今の Windows アカウントは、「Kuracho Users」のグループに入っていません。",
        "情報係がグループに追加し、Windows にサインインし直してください。",
    ),
    ("place", "open"): (
        "この端末のだれでも開けます。",
        "「Kuracho Users」のグループと管理者だけが開けるように、フォルダーの権限を直してください。",
    ),
    ("place", "absent"): (
        "台帳の置き場所は、まだありません。",
        "最初の課を作ると、権限を付けて作られます。その後でもう一度調べてください。",
    ),
    ("profile", "kept"): ("電源を切っても、端末の状態が残ります。", NOTHING_TO_DO),
    ("profile", "doubtful"): (
        "仮想デスクトップや書き込み制限の仕組みが入っています。",
        "再起動の後も台帳の置き場所が残るかを、情報係が確かめてください。",
    ),
    ("profile", "forgetful"): (
        "利用者の設定が移動するか、終わると消える端末です。",
        "本物の台帳は置けません。固定の利用者で使う端末に替えてください。",
    ),
    ("page_file", "none"): ("ページファイルを使っていません。", NOTHING_TO_DO),
    ("page_file", "encrypted"): ("暗号化されています。", NOTHING_TO_DO),
    ("page_file", "cleared"): ("電源を切るときに消されます。", NOTHING_TO_DO),
    ("page_file", "on_cipher"): ("暗号化されたディスクの中にあります。", NOTHING_TO_DO),
    ("page_file", "plain"): (
        "暗号化も消去もされません。メモリの内容がディスクに残ります。",
        "BitLocker を有効にするか、終了のときにページファイルを消す設定にしてください。",
    ),
    ("hibernation", "off"): ("使わない設定です。", NOTHING_TO_DO),
    ("hibernation", "on"): (
        "使う設定です。休止のときに、メモリの内容がディスクに書かれます。",
        "管理者が「powercfg /hibernate off」で止めてください。",
    ),
    ("dumps", "off"): ("メモリの全体は書き出されません。", NOTHING_TO_DO),
    ("dumps", "on"): (
        "障害のときに、メモリの内容をファイルに書き出す設定です。",
        "LocalDumps のキーを消し、メモリダンプを「小さい」か「なし」にしてください。",
    ),
    ("hardening", "all"): ("{number} 項目の保護が働いています。", NOTHING_TO_DO),
    ("hardening", "partly"): (
        "働いていない保護があります。（{number}）",
        "OS の更新を適用し、それでも残るときは情報係が製品の窓口に伝えてください。",
    ),
    ("clipboard", "denied"): ("履歴も、別の端末との共有も、禁止されています。", NOTHING_TO_DO),
    ("clipboard", "unset"): (
        "禁止する設定がありません。（今は使っていません）",
        "グループポリシーで「クリップボードの履歴を許可する」などを無効にしてください。",
    ),
    ("clipboard", "on"): (
        "履歴が残る設定です。",
        "「設定」の「クリップボード」で履歴を切り、グループポリシーでも無効にしてください。",
    ),
    ("removable", "limited"): ("使える媒体を制限する設定があります。", NOTHING_TO_DO),
    ("removable", "unset"): (
        "Windows の設定では、制限されていません。",
        "資産管理ソフトなどで制限しているかを確かめ、無ければグループポリシーで制限してください。",
    ),
    ("screen_lock", "after"): (
        "操作がないと {number} 分でロックします。",
        "15 分より長いときは、15 分以内にしてください。",
    ),
    ("screen_lock", "never"): (
        "自動でロックしません。",
        "「対話型ログオン: コンピューターの非アクティブ状態の上限」を 900 秒以内にしてください。",
    ),
    ("account", "plain"): ("一般の利用者の権限で動いています。", NOTHING_TO_DO),
    ("account", "elevated"): (
        "管理者の権限で動いています。",
        "ふだんは、一般の利用者の権限で使ってください。",
    ),
    ("clock", "synced"): ("時計を合わせる設定です。", NOTHING_TO_DO),
    ("clock", "internet"): (
        "インターネットの時刻に合わせる設定です。閉じた網では届きません。",
        "庁内の時刻サーバーに合わせる設定にしてください。",
    ),
    ("clock", "off"): (
        "時計を合わせない設定です。",
        "Windows Time サービスを動かし、庁内の時刻サーバーに合わせてください。",
    ),
    ("system", "until"): (
        "{number} まで更新が提供されます。",
        "期限の前に、新しい版に替えてください。",
    ),
    ("system", "ended"): (
        "{number} は、更新の提供が終わっています。",
        "新しい版の OS に替えてください。延長契約があるときは、その写しを添えてください。",
    ),
    ("system", "unlisted"): (
        "{number} の期限は、この製品の表にありません。",
        "更新の期限を、情報係が確かめてください。",
    ),
    ("system", "other"): ("{number}です。", "Windows ではないので、試験にだけ使ってください。"),
    ("memory", "enough"): ("{number} GB あります。", NOTHING_TO_DO),
    ("memory", "little"): (
        "{number} GB しかありません。",
        "8 GB 以上にしてください。少ないと、大きな Excel を取り込めません。",
    ),
    ("space", "enough"): ("{number} GB 空いています。", NOTHING_TO_DO),
    ("space", "little"): (
        "{number} GB しか空いていません。",
        "20 GB 以上空けてください。足りないと、登録を止めます。",
    ),
    ("screen", "enough"): ("{number}です。", NOTHING_TO_DO),
    ("screen", "small"): (
        "{number}です。作業画面の全体は入りません。",
        "1366×768 以上の画面にするか、拡大の割合を下げてください。",
    ),
}
"""(check, case) → what was found, what to do; ``{number}`` is the finding's own."""


def told(check: str, case: str, number: str, mark: str) -> tuple[str, str]:
    """What was found and what is to be done, as sentences."""
    if case == "unknown":
        return CANNOT, ASK
    found, do = CASES[check, case]
    return found.format(number=number), NOTHING_TO_DO if mark == "good" else do

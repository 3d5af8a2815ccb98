"""The words of the self-test: what each row looks at, its unit and its bar."""

TITLE = "蔵帳 自己診断"
GOOD = "すべて正常です。"
BAD = "正常でない項目が{count}件あります。情報係にご連絡ください。"
OK_WORD = "適"
BAD_WORD = "否"
LINE = "[{verdict}] {what}: {figure}"
BAR = "（基準 {bar}）"
STOPPED = "中止しました。"
NO_PLACE = "試験用のフォルダーを作れないため、自己診断を行えません: {place}"
NOT_WRITTEN = "結果をこの場所に書けません: {place}"

ROWS: dict[str, tuple[str, str, str]] = {
    "program.build": ("版（ビルド）", "", ""),
    "program.files": ("プログラムのファイルと、署名された一覧との違い", "件", "0"),
    "program.files-read": ("照合した大きさ", "MB", ""),
    "program.resources": ("書体・画像・データのうち、ないもの", "件", "0"),
    "cipher.readable": ("暗号化した台帳ファイルの中で、平文のまま読める箇所", "か所", "0"),
    "cipher.wrong-key": ("違う鍵では開けないこと", "", "はい"),
    "cipher.integrity": ("書いたままの台帳ファイルで、検査が見つけた誤り", "件", "0"),
    "cipher.damage": ("1か所だけ壊した台帳ファイルを、検査が見つけること", "", "はい"),
    "cipher.version": ("暗号化データベースの版", "", ""),
    "store.rollback": ("途中でやめた登録が、台帳に残らないこと", "", "はい"),
    "crypto.argon2id": (
        "パスワードの引き伸ばし（Argon2id）が、定められた答えを出すこと",
        "",
        "はい",
    ),
    "crypto.hkdf": ("鍵の導出（HKDF）が、定められた答えを出すこと", "", "はい"),
    "crypto.sha256": ("要約（SHA-256）が、定められた答えを出すこと", "", "はい"),
    "crypto.aes-gcm": (
        "暗号化（AES-256-GCM）が、定められた答えを出し、書換えを拒むこと",
        "",
        "はい",
    ),
    "crypto.ed25519": ("署名（Ed25519）が、定められた答えを出し、書換えを拒むこと", "", "はい"),
    "crypto.hpke": ("鍵の受渡し（HPKE）が、以前の封を開き、ほかの人には開けないこと", "", "はい"),
    "crypto.age": ("持出パッケージの封（age）が、以前の封を開くこと", "", "はい"),
    "fonts.print": ("印刷用の書体で、読み込めたもの", "個", "全部"),
    "fonts.signs": ("印刷で出せない、よく使う人名の文字（髙﨑𠮷邊葛㐂塚）", "字", "0"),
    "fonts.variants": ("印刷で出せない異体字の例（IPAmj明朝などを足すと出せます）", "字", ""),
    "fonts.page": ("試しに作った PDF のページ", "ページ", "1"),
    "fonts.screen": ("画面用の書体で、読み込めたもの", "個", "全部"),
    "fonts.screen-signs": ("画面に出せない、よく使う人名の文字（髙﨑𠮷邊葛㐂塚）", "字", "0"),
    "qt.none": ("画面部品の呼出し1,000回で失われる参照", "件", "100未満"),
    "reader.reads": ("読取り用の子プログラムが、見本の Excel から読んだ行", "行", "1以上"),
    "reader.bomb": ("膨らむように細工した Excel を、読まずに断ること", "", "はい"),
    "reader.limits": ("読取り用の子プログラムで、実際に効いた制限", "種", "メモリーを含む"),
    "process.hardening": ("メモリーの内容を外に出さない設定で、かからなかったもの", "種", "0"),
    "process.libraries": ("管理者以外も書ける場所から読み込まれた部品（DLL）", "個", "0"),
    "home.place": ("台帳の置き場所が、台帳を置ける場所であること", "", "はい"),
    "home.atomic": ("小さなファイルの置換えと、壊れたときの復元", "", "はい"),
    "terminal.secret": ("端末の秘密のしまい方（試験用の秘密で、書いて読み戻す）", "", "読み戻せる"),
    "terminal.guard": (
        "アカウントごとの記憶（資格情報マネージャー）に書いて、読み戻し、消す",
        "",
        "できる",
    ),
    "terminal.clock": ("端末の時計（協定世界時）", "", "作成日以後"),
    "network.sockets": ("起動してから作られた、ネットワークの接続口", "個", "0"),
    "network.lookups": ("起動してから行われた、名前の問合せなどの通信の操作", "回", "0"),
    "network.connections": ("OS が数えた、このプログラムの TCP・UDP の口", "個", "0"),
    "network.qt": ("画面部品の通信機能（QtNetwork など）で、読み込まれたもの", "個", "0"),
    "network.own-name": (
        "OS の設定にある端末名を、部品が尋ねた回数（通信ではありません）",
        "回",
        "",
    ),
    "network.modules": ("読み込まれているが使われていない、通信の部品", "個", ""),
}
"""Row → what it looks at, unit, bar; an empty bar is told and not judged."""

FIGURES = {
    "yes": "はい",
    "no": "いいえ",
    "whole": "違いなし",
    "checkout": "ソースから実行（照合していません）",
    "untold": "答えなし",
    "unheard": "聞いていませんでした",
    "unasked": "Windows だけの項目",
    "immortal": "失われない（Python 3.12 以降）",
    "dpapi": "この端末にだけ開ける封（DPAPI）",
    "keyring": "資格情報マネージャー",
    "drill": "訓練用のファイル",
    "memory": "メモリー",
    "files": "ファイルの書込み",
    "programs": "ほかのプログラムの起動",
}

BUTTON = "自己診断をする"
HEADING = "自己診断（通信なしの確認を含む）"
TEXT = (
    "暗号・書体・読取り・端末・通信を、いま実際に試します。1分ほどで終わり、台帳には触れません。"
    "終わったら、導入申請に添える「通信ゼロ証明」を PDF で保存できます。"
)
SAVE = "通信ゼロ証明を保存"
SAVED = "通信ゼロ証明を保存しました: {path}"
RUNNING = "試しています…"
HEADINGS = ("判定", "項目", "結果", "基準")
COMMA = "、"
NOTES = "（{notes}）"
MORE = " ほか{count}"

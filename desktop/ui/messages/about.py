"""The words of この製品について."""

TITLE = "この製品について"
PRODUCT = "蔵帳"
READING = "くらちょう"
VERSION = "版 {version}"
ABOUT = "自治体の書式台帳を、暗号で守られた端末の中に置くための道具です。"
STORE = "この台帳"
UNIT = "課・業務"
PLACE = "保存先"
MODE = "使い方"
REAL = "本番"
DRILL = "訓練(架空の住民)"
FINGERPRINT = "台帳の指紋"
FINGERPRINT_HINT = "復旧シートに印刷された指紋と同じです。電話で読み合わせます。"
OFFLINE = "通信なし"
OFFLINE_TEXT = (
    "この製品は通信をしません。インターネットにも庁内のネットワークにもつながらず、"
    "通信をする処理は入っていません。外に出るのは、承認を受けた持出パッケージと印刷物だけです。"
)
LICENCE = "使用許諾"
LICENCE_TEXT = "蔵帳は Apache License 2.0 で配布しています。"
PARTS = "使っている部品"
PART = "部品"
PART_LICENCE = "使用許諾"
PART_USE = "使いみち"
PARTS_USED = (
    ("Python", "PSF-2.0", "実行環境"),
    ("Qt / PySide6", "LGPL-3.0", "画面"),
    ("SQLCipher / sqlcipher3", "BSD-3-Clause / Zlib", "暗号化した保存"),
    ("SQLAlchemy", "MIT", "保存の操作"),
    ("cryptography / OpenSSL", "Apache-2.0", "暗号と署名"),
    ("argon2-cffi", "MIT", "パスワードの引き伸ばし"),
    ("pyrage / age", "MIT / Apache-2.0", "持出パッケージの封"),
    ("keyring", "MIT", "端末の鍵の保管"),
    ("python-calamine / xlrd", "MIT / BSD-3-Clause", "Excel の読み取り"),
    ("openpyxl / defusedxml", "MIT / PSF-2.0", "Excel の読み取り"),
    ("msoffcrypto-tool", "MIT", "パスワード付き Excel"),
    ("ReportLab", "BSD-3-Clause", "印刷物の作成"),
    ("fontTools", "MIT", "文字の確認"),
    ("pypdfium2 / PDFium", "Apache-2.0 / BSD-3-Clause", "印刷の下見"),
    ("jaconv / python-stdnum", "MIT / LGPL-2.1+", "かな・番号の処理"),
    ("Noto Sans JP / Noto Serif JP", "OFL-1.1", "文字の形"),
)

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
PART_USES = {
    "runtime": "実行環境",
    "screen": "画面",
    "store": "暗号化した保存",
    "crypto": "暗号と署名",
    "password": "パスワードの引き伸ばし",
    "package": "持出パッケージの封",
    "keys": "端末の鍵の保管",
    "sheets": "Excel の読み取り",
    "locked-sheets": "パスワード付き Excel",
    "paper": "印刷物の作成",
    "letters": "文字の形と確認",
    "preview": "印刷の下見",
    "manual": "手引きの表示",
}

"""The words of この製品について."""

from desktop.ui.messages.refusal import Refusal

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
FINGERPRINT_HINT = (
    "復旧シートと組織カードに印刷された指紋と同じです。電話で読み合わせるときに使います。"
)
OFFLINE = "通信なし"
OFFLINE_TEXT = (
    "この製品は通信をしません。インターネットにも庁内のネットワークにもつながらず、"
    "通信のための部品も持っていません。外に出るのは、承認を受けた持出パッケージと印刷物だけです。"
)
LICENCE = "使用許諾"
LICENCE_TEXT = "蔵帳は Apache License 2.0 で配布しています。"
PARTS = "使っている部品"
PART = "部品"
PART_LICENCE = "使用許諾"
PART_USE = "使いみち"

REFUSALS: dict[str, Refusal] = {}

"""What the installer says, in Japanese (敬体, code page 932)."""

from __future__ import annotations

PRODUCT = "蔵帳 Kuracho"
MAKER = "The Kuracho authors"
SHORTCUT = "蔵帳"
SHORTCUT_HINT = "書式台帳を開きます"
SUBJECT = "蔵帳 Kuracho {version} インストーラー"
KEYWORDS = "Installer,書式台帳"
COMMENTS = "アンインストールしても、保存した台帳は消えません。"
CONTACT = "情報係"
FEATURE = "蔵帳"
FEATURE_HINT = "プログラム一式"

NEWER_THERE = (
    "この端末には、より新しい版の蔵帳が入っています。"
    "前の版に戻すときは、導入の手引き「前の版に戻す」に従い、BACKOUT=1 を付けて実行してください。"
)
OLD_WINDOWS = "蔵帳は、64 ビット版の Windows 10 以降で動きます。"

NOTICE_NAME = "保存した台帳は消えません.txt"
NOTICE = """\
このフォルダーには、蔵帳（Kuracho）の台帳が入ります。

蔵帳をアンインストールしても、更新しても、前の版に戻しても、
このフォルダーと中の台帳は消えません。もう一度インストールすれば、続きから使えます。

台帳を廃棄するときは、フォルダーを直接消さないでください。
文書管理の定めに従い、情報係に相談してから、廃棄の手続きをしてください。
台帳と一緒に、廃棄したことの記録も必要です。

このファイルは、蔵帳のインストーラーが置いたものです。
"""

ACTIONS = (
    ("CostInitialize", "必要な容量を調べています"),
    ("FileCost", "必要な容量を調べています"),
    ("CostFinalize", "必要な容量を調べています"),
    ("InstallValidate", "内容を確かめています"),
    ("RemoveExistingProducts", "前の版を取り除いています（台帳は残ります）"),
    ("ProcessComponents", "登録を更新しています"),
    ("RemoveRegistryValues", "設定を取り除いています"),
    ("RemoveShortcuts", "ショートカットを取り除いています"),
    ("RemoveFiles", "プログラムのファイルを取り除いています"),
    ("CreateFolders", "フォルダーを作っています"),
    ("InstallFiles", "ファイルを写しています"),
    ("CreateShortcuts", "ショートカットを作っています"),
    ("WriteRegistryValues", "設定を書いています"),
    ("PrepareMachine", "台帳のフォルダーと利用者グループを用意しています"),
    ("RegisterProduct", "プログラムを登録しています"),
    ("PublishProduct", "プログラムを登録しています"),
)

SIZES = (
    ("bytes", "バイト"),
    ("KB", "KB"),
    ("MB", "MB"),
    ("GB", "GB"),
    ("TimeRemaining", "残り {[1] 分 }{[2] 秒}"),
)

TITLE = "蔵帳 Kuracho [ProductVersion] セットアップ"
NEXT = "次へ(&N)"
BACK = "戻る(&B)"
CANCEL = "キャンセル"
INSTALL = "インストール(&I)"
FINISH = "完了(&F)"
REPAIR = "修復(&R)"
REMOVE = "削除(&D)"

WELCOME_HEAD = "蔵帳をインストールします"
WELCOME_TEXT = (
    "蔵帳は、閉じたネットワークの端末で使う書式台帳です。\r\n外部との通信は行いません。\r\n\r\n"
    "どの利用者のために入れるかを選んで、［次へ］を押してください。"
)
FOR_MACHINE = "この端末のすべての利用者（管理者の権限が要ります）"
FOR_USER = "自分だけ（管理者の権限は要りません）"
MACHINE_NOTE = (
    "「すべての利用者」では、ローカル グループ「[KURACHOGROUP]」と台帳のフォルダーを作ります。"
    "台帳を使う人を、このグループに加えてください。"
)

FOLDER_HEAD = "インストール先"
FOLDER_TEXT = "プログラムを入れるフォルダーです。変えるときは書き直してください。"
FOLDER_LABEL = "フォルダー(&F):"
FOLDER_NOTE = "台帳は、ここではなく [STOREPLACE] に保存されます。"

PROGRESS_HEAD = "作業をしています"
PROGRESS_TEXT = "終わるまで、しばらくお待ちください。"

MAINTENANCE_HEAD = "蔵帳は、この端末に入っています"
MAINTENANCE_TEXT = (
    "［修復］は、プログラムのファイルを入れ直します。\r\n\r\n"
    "［削除］は、プログラムを取り除きます（アンインストール）。\r\n"
    "[STOREPLACE] の台帳は消えません。"
)

DONE_HEAD = "終わりました"
DONE_TEXT = (
    "［完了］を押すと閉じます。\r\n\r\n"
    "保存した台帳は [STOREPLACE] にあります。\r\n"
    "アンインストールしても消えません。"
)
STOPPED_HEAD = "中止しました"
STOPPED_TEXT = (
    "この端末は、始める前の状態です。もう一度始めるときは、同じファイルを開いてください。"
)
FAILED_HEAD = "終わらせることができませんでした"
FAILED_TEXT = (
    "この端末は、始める前の状態に戻してあります。\r\n\r\n"
    "同じことが続くときは、記録を付けて実行し（msiexec /i ファイル /l*v 記録.txt）、"
    "記録を持って情報係にご相談ください。"
)

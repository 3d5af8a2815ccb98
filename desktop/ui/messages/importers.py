"""What the import says: refusals, problems of a row, what is odd, what was left out."""

from desktop.ui.messages.refusal import Refusal

REFUSALS: dict[str, Refusal] = {
    "import.not-a-workbook": Refusal(
        cause="このファイルは、表計算のファイル(xlsx・xlsm・xlsb・xls・ods)でもCSVでもありません。",
        remedy=(
            "ファイルを表計算ソフトで開き、"
            "「Excel ブック(*.xlsx)」で保存し直してから選んでください。"
        ),
        helper="中身が分からないときは、ファイルを受け取った相手に確認してください。",
        number="E-401",
    ),
    "import.access-file": Refusal(
        cause="Access のデータベース(mdb・accdb)は、そのままでは取り込めません。",
        remedy=(
            "Access で表を開き、「外部データ」→「エクスポート」→「テキスト ファイル」で"
            " CSV に書き出してから、その CSV を選んでください。"
        ),
        helper="Access が無いときは、情報係に書き出しを依頼してください。",
        number="E-402",
    ),
    "import.saved-web-page": Refusal(
        cause="名前は表計算のファイルですが、中身は保存されたウェブページです。",
        remedy=(
            "表計算ソフトで開いて「Excel ブック(*.xlsx)」で保存し直すか、"
            "配布元から取り直してください。"
        ),
        helper="取り直せないときは、情報係に相談してください。",
        number="E-403",
    ),
    "import.empty-file": Refusal(
        cause="ファイルの中身がありません(0 バイト)。",
        remedy="元のファイルを確かめ、もう一度コピーしてから選んでください。",
        helper="元も空のときは、作成した人に確認してください。",
        number="E-404",
    ),
    "import.empty-workbook": Refusal(
        cause="どのシートにも文字や数値が入っていません。",
        remedy="表が入っているファイルかどうかを表計算ソフトで確かめてください。",
        helper="別のファイルに移されているときは、前の担当者に確認してください。",
        number="E-405",
    ),
    "import.password-needed": Refusal(
        cause="このファイルには開くためのパスワードが付いています。",
        remedy="パスワードを入力してください。",
        helper="分からないときは、ファイルを作成した人に確認してください。",
        number="E-406",
    ),
    "import.wrong-password": Refusal(
        cause="パスワードが違うため、ファイルを開けません。",
        remedy="大文字と小文字、全角と半角を確かめて、もう一度入力してください。",
        helper="分からないときは、ファイルを作成した人に確認してください。",
        number="E-407",
    ),
    "import.damaged": Refusal(
        cause="ファイルが途中で切れているか、壊れています。",
        remedy=(
            "元のファイルをもう一度コピーしてください。"
            "表計算ソフトで開けるときは、保存し直してから選んでください。"
        ),
        helper="開けないときは、情報係に相談してください。",
        number="E-408",
    ),
    "import.zip-bomb": Refusal(
        cause="展開すると異常に大きくなるファイルのため、読み込みを止めました。",
        remedy="表計算ソフトで開き、必要なシートだけを CSV で保存して取り込んでください。",
        helper="受け取った覚えの無いファイルのときは、開かずに情報係に知らせてください。",
        number="E-409",
    ),
    "import.too-large": Refusal(
        cause="ファイルが大きすぎます(上限 {limit} MB)。",
        remedy="表計算ソフトで表を分けるか、CSV で保存して取り込んでください。",
        helper="分けられないときは、情報係に相談してください。",
        number="E-410",
    ),
    "import.too-many-parts": Refusal(
        cause="ファイルの中の部品が多すぎます(上限 {limit} 個)。",
        remedy="図形や画像を消すか、表だけを CSV で保存して取り込んでください。",
        helper="情報係に相談してください。",
        number="E-411",
    ),
    "import.too-many-sheets": Refusal(
        cause="シートが多すぎます(上限 {limit} 枚)。",
        remedy="必要なシートだけを別のブックに移すか、CSV で保存して取り込んでください。",
        helper="情報係に相談してください。",
        number="E-412",
    ),
    "import.too-many-cells": Refusal(
        cause="表が大きすぎます(上限 1,024 列・1,048,576 行・4,000 万セル・2 億 6,800 万字)。",
        remedy="使っていない列や行を消すか、表を分けるか、CSV で保存して取り込んでください。",
        helper="情報係に相談してください。",
        number="E-413",
    ),
    "import.cell-too-long": Refusal(
        cause="{row} 行目に、文字数の上限({limit} 字)を超えるセルがあります。",
        remedy="そのセルの文章を短くするか、別の文書に移してください。",
        helper="情報係に相談してください。",
        number="E-414",
    ),
    "import.doctype": Refusal(
        cause=(
            "ファイルに、表計算ソフトが書かない宣言(DOCTYPE)が入っているため、"
            "読み込みを止めました。"
        ),
        remedy="表計算ソフトで開き、「Excel ブック(*.xlsx)」で保存し直してから選んでください。",
        helper="受け取った覚えの無いファイルのときは、開かずに情報係に知らせてください。",
        number="E-415",
    ),
    "import.unreadable": Refusal(
        cause="ファイルの中身が形式どおりでないため、読み込めません。",
        remedy=(
            "表計算ソフトで開き、「Excel ブック(*.xlsx)」か CSV で保存し直してから選んでください。"
        ),
        helper="情報係に相談してください。",
        number="E-416",
    ),
    "import.unknown-encoding": Refusal(
        cause="文字の種類(文字コード)が分からないため、読み込めません。",
        remedy="表計算ソフトかメモ帳で開き、「UTF-8」の CSV で保存し直してください。",
        helper="書き出した業務システムの担当に、文字コードを確認してください。",
        number="E-417",
    ),
    "import.reader-died": Refusal(
        cause=(
            "読み込みの途中で、読み込み用の処理が異常終了しました。台帳には何も変わりはありません。"
        ),
        remedy="表計算ソフトで開いて保存し直すか、CSV で保存して取り込んでください。",
        helper="くり返すときは、情報係に相談してください。",
        number="E-418",
    ),
    "import.reader-memory": Refusal(
        cause=(
            "読み込みに必要なメモリが上限を超えたため、止めました。台帳には何も変わりはありません。"
        ),
        remedy="表を分けるか、CSV で保存して取り込んでください。",
        helper="情報係に相談してください。",
        number="E-419",
    ),
    "import.reader-time": Refusal(
        cause="読み込みに時間がかかりすぎたため、止めました。台帳には何も変わりはありません。",
        remedy="表を分けるか、CSV で保存して取り込んでください。",
        helper="情報係に相談してください。",
        number="E-420",
    ),
    "import.cancelled": Refusal(
        cause="読み込みを中止しました。台帳には何も変わりはありません。",
        remedy="続けるときは、もう一度ファイルを選んでください。",
        helper="",
        number="E-421",
    ),
    "import.plan-mismatch": Refusal(
        cause="取込の対応づけが、このシートに合いません。",
        remedy="シートの見出しと項目の対応を、もう一度確かめてください。",
        helper="係長か情報係に相談してください。",
        number="E-422",
    ),
}

PROBLEMS: dict[str, str] = {
    "value.required": "必須の項目が空です。",
    "value.ditto": "「〃」「同上」は、上の値に書き直してください。",
    "value.not-a-number": "数として読めません。",
    "value.not-whole-yen": "円未満の端数があります。",
    "value.too-large": "数が大きすぎます。",
    "value.not-a-date": "日付として読めません。",
    "value.no-such-day": "存在しない日付です。",
    "value.date-ambiguous": "元号が書かれていないため、日付が一つに決まりません。",
    "value.not-a-fiscal-year": "年度として読めません。",
    "value.not-a-choice": "選択肢にない値です。",
    "value.not-yes-no": "有・無(○・×)として読めません。",
}

WARNINGS: dict[str, str] = {
    "ditto": "「〃」「同上」のまま登録します。",
    "missing_mark": "値が無いことを示す記号です。",
    "fraction": "小数があります。並べ替えには整数の部分を使います。",
    "unit": "単位が付いています。",
    "not_kana": "カナ以外の文字があります。",
    "phone_shape": "電話番号の桁数ではありません。",
    "postal_shape": "郵便番号の桁数ではありません。",
    "partial_month": "日が分からない日付です。",
    "partial_year": "月日が分からない日付です。",
    "partial_fiscal_year": "年度だけの日付です。",
    "partial_era": "元号だけの日付です。",
    "era_overrun": "その元号が終わった後の日付です。",
    "era_underrun": "その元号が始まる前の日付です。",
    "boundary_day": "改元の当日で、どちらの元号も使われた日です。",
    "pre_gregorian": "明治5年以前の旧暦の日付のため、換算しません。",
}

EXCLUSIONS: dict[str, str] = {
    "blank": "空白の行",
    "total": "合計・小計の行",
    "repeated_header": "見出しのくり返し",
    "heading": "区切りの見出し",
    "note": "注記",
    "struck": "取消線",
    "person": "担当者が除いた行",
}

FOUND: dict[str, str] = {
    "macros": "マクロ(動かしません)",
    "macro-sheets": "マクロのシート(動かしません)",
    "external-links": "ほかのファイルへのリンク(たどりません)",
    "dde": "ほかのプログラムとの通信の設定(動かしません)",
    "ole-objects": "埋め込まれたファイル",
    "activex": "ActiveX の部品",
    "connections": "外部データへの接続(つなぎません)",
    "custom-ui": "画面の改造",
    "hidden-sheets": "表示されていないシート",
    "hidden-rows": "表示されていない行",
    "hidden-columns": "表示されていない列",
    "formulas": "数式(計算済みの値を使います)",
    "formulas-without-value": "値が保存されていない数式",
    "comments": "コメント・メモ",
    "images": "画像・図形",
    "charts-sheets": "グラフだけのシート",
    "structure-not-read": "取消線・結合セルを確かめられない形式",
    "broken-characters": "壊れた文字",
}

KINDS: dict[str, str] = {
    "text": "文字",
    "name": "氏名",
    "kana": "カナ",
    "address": "住所",
    "number": "数",
    "money": "金額",
    "date": "日付",
    "fiscal_year": "年度",
    "choice": "選択",
    "yes_no": "有無",
    "phone": "電話番号",
    "postal": "郵便番号",
    "code": "番号・記号",
}

EVIDENCE: dict[str, str] = {
    "label": "見出しの言葉",
    "values": "値 {of} 件のうち {count} 件が合う",
    "distinct": "値の種類が {count} 通り",
}

"""異体字 classes for search: characters that name the same family or place (JAPANESE-DATA §3).

Each class begins with the character the others fold to. Folding finds candidates; it never
changes a stored name. Look-alikes that are other characters (崎/埼, 斎/斉 …) are not here,
nor are compatibility characters, which the folding of width already joins.
"""

CLASSES: tuple[str, ...] = tuple(
    """
    高髙 崎﨑嵜㟢 辺邊邉 吉𠮷 斎齋 斉齊 沢澤 浜濵濱 島嶋嶌 富冨 曽曾 橋𣘺 柳栁桺 桑桒 土圡 徳德 瀬瀨
    真眞 煕熙凞熈 角⻆ 館舘 竜龍 広廣 国國圀囯 淵渕渊 刈苅 薮藪 籠篭 蛎蠣 磯礒 巌巖嵓 跡蹟 鯵鰺 世丗
    亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆
    桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 壊壞 懐懷 絵繪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴
    缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 既旣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛
    峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 経經 蛍螢 軽輕 継繼 鶏鷄雞 芸藝
    撃擊 県縣 倹儉 剣劍劔剱劒 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 効效 恒恆 黄黃 鉱鑛 号號 黒黑
    済濟 砕碎 歳歲 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋
    寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 渉涉 焼燒 証證 奨奬 条條 状狀 乗乘
    浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 寝寢 慎愼 晋晉 尽盡 図圖 粋粹 酔醉 穂穗 随隨
    髄髓 枢樞 数數 声聲 静靜 摂攝 窃竊 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊
    捜搜 挿插 巣巢 装裝 総總 騒騷 増增 蔵藏 臓臟 属屬 続續 堕墮 対對 体體 帯帶 滞滯 滝瀧 択擇 担擔
    単單 胆膽 団團 弾彈 断斷 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 徴徵 聴聽 鎮鎭 逓遞 鉄鐵銕 転轉 点點 伝傳
    灯燈 当當 党黨 盗盜 稲稻 闘鬪 独獨 読讀 届屆 弐貳 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔
    蛮蠻 秘祕 並竝 変變 弁辨瓣辯 舗舖 歩步 宝寶寳 豊豐 褒襃 翻飜 毎每 万萬 満滿 黙默 訳譯 薬藥 与與
    予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 両兩 猟獵 緑綠 塁壘 涙淚 励勵 礼禮 霊靈 齢齡
    歴歷 暦曆 恋戀 炉爐 労勞 楼樓 郎郞 録錄 湾灣 峰峯 杉椙 兎兔 遥遙 槙槇 彦彥 顔顏 産產 清淸 青靑
    飲飮 桧檜 枡桝 鴎鷗 鶯鴬 靭靱 頚頸 侠俠 尭堯 晃晄 穣穰 祢禰 祷禱 隣鄰 秋秌 船舩 略畧 群羣 鵞鵝
    煙烟 嘆歎
    """.split()  # noqa: SIM905 - a table of characters is read by the line
)


def variant_table() -> dict[str, str]:
    """Each variant and the character it folds to; heads fold to themselves and are absent."""
    return {other: members[0] for members in CLASSES for other in members[1:]}

/** Ideas of the demo prefecture's staff, in our own words: what could be heard in any office. */
export interface SeedIdea {
  initiative: string
  title: string
  now: string
  after: string
  minutesNow: number
  minutesAfter: number
  timesAYear: number
  people: number
  per: "occurrence" | "month"
}

// initiative | title | now | after | minutes now | minutes after | times a year | people | per
const lines = `
productivity.assistant|会議録の要約を生成AIで下書きする|録音を聞き直しながら要約を書いている|文字起こしと要約の下書きを生成AIに作らせ、職員は確認と修正だけにする|180|50|48|3|occurrence
productivity.assistant|照会文の言い換えを生成AIで行う|住民向けの文を上席と何度も直している|やさしい日本語への言い換え案を生成AIで3つ作り、選んで直す|40|15|240|4|occurrence
productivity.assistant|Excel の集計式を生成AIに相談する|式がわからず詳しい職員に尋ねて待っている|匿名化した表の形を示して式の案を得る|30|10|600|5|occurrence
productivity.assistant|議会答弁の過去例探しを検索で済ませる|冊子と共有フォルダを順に開いて探している|過去の答弁を全文検索し、関連する答弁を一覧で示す|60|15|120|8|occurrence
productivity.assistant|定例報告のグラフ更新を自動化する|毎月、数字を貼り替えてグラフを作り直している|集計表を更新すればグラフまで変わるひな形にする|120|20|12|6|month
productivity.assistant|住所表記のそろえを自動化する|申請一覧の住所を目で見て直している|表記ゆれを変換する定型処理を用意する|90|10|50|2|occurrence
productivity.assistant|定型メールの送り分けを自動化する|宛先ごとに差し込みを手で行っている|差し込み送信の定型処理を使う|75|10|60|3|occurrence
productivity.subsidies|補助金の問い合わせ先を一本化する|制度ごとに電話が分かれ、つなぎ直しが多い|一つの番号で受け、よくある質問の表から答える|12|5|3600|4|occurrence
productivity.subsidies|添付書類の不足を受付時に示す|届いた書類を点検してから電話で補正を頼む|申請画面で不足を示し、そろうまで送れなくする|35|8|900|3|occurrence
productivity.subsidies|交付決定通知の差し込みをやめる|1件ずつ文書を開いて金額と日付を写している|台帳から通知を一括で作る|20|3|850|2|occurrence
productivity.subsidies|実績報告の領収書を電子で受ける|紙の写しを受け取り、台紙に貼って保管している|写真で受け取り、申請番号で自動的に整理する|25|9|700|3|occurrence
productivity.subsidies|債権者登録の二度入力をやめる|申請書の口座を財務の画面に打ち直している|申請の口座をそのまま取り込む形式で出力する|10|2|850|2|occurrence
productivity.contracts|契約書の袋とじをやめる|2部印刷して製本し、押印して郵送している|電子契約に切り替える|70|15|130|5|occurrence
productivity.contracts|単価契約の更新通知を自動で出す|台帳を見て期限の近いものを探している|期限の60日前に担当者へ知らせる|120|20|12|4|month
productivity.contracts|見積依頼の文を共通化する|課ごとに文を作り、抜けを指摘し合っている|共通のひな形から選ぶ|45|20|220|6|occurrence
productivity.contracts|収入印紙の在庫管理をなくす|印紙の受払簿を毎日つけている|電子契約にして印紙を要らなくする|15|0|240|2|occurrence
productivity.contracts|入札結果の公表を転記なしにする|開札調書を見て公表用の表に写している|開札の記録から公表用の表を作る|50|10|90|3|occurrence
productivity.ordinances|閲覧簿の閲覧を画面でできるようにする|台帳を書庫から出して窓口で見せている|台帳の写しを画面で見られるようにする|30|8|400|2|occurrence
productivity.ordinances|定期検査の立会いを写真で確認する|現地まで往復して目で確かめている|決まった角度の写真と位置情報を受け取って確かめる|150|40|110|2|occurrence
productivity.ordinances|書面の掲示をウェブにも出す|掲示板へ貼り替えに回っている|ウェブに掲示し、掲示板は案内だけにする|60|15|52|1|occurrence
productivity.ordinances|講習の受講確認を署名からコードへ|紙の名簿に署名させ、後で打ち込んでいる|受講者が読み取りコードで記録する|90|20|36|2|occurrence
workplace.engagement|面談の記録様式を一枚にする|面談ごとに様式が違い、書き写しが多い|一枚の様式に書き、続きを翌年も使う|30|15|400|12|occurrence
workplace.engagement|新任者への引継ぎを項目表にする|口頭で引き継ぎ、後から何度も聞かれる|項目表に沿って引き継ぎ、済みを付ける|600|300|30|2|occurrence
workplace.engagement|課内の感謝を週に一度共有する時間を定例に入れる|別に集まりを設けている|朝の打合せの最後の5分に入れる|30|5|48|10|occurrence
workplace.telework|在宅勤務の申請を一度で済ませる|前日までに紙の申請と予定表の両方に書く|予定表の入力を申請とみなす|12|3|1800|20|occurrence
workplace.telework|電話の取次ぎを転送に替える|出勤者が取り次ぎ、折り返しを頼んでいる|個人の内線をソフトフォンに転送する|6|1|5000|3|occurrence
workplace.telework|出張先から復命できるようにする|帰庁してから復命書を作っている|移動中に端末で作る|50|25|320|8|occurrence
workplace.telework|在宅時の資料持出し簿をなくす|持出し簿に書き、上司の印をもらう|資料を電子で見られるようにして持ち出さない|10|0|500|6|occurrence
workplace.paperless|朝の回覧を画面にする|紙の回覧に印を押して次へ回している|画面で回し、読んだことが残るようにする|15|4|240|35|occurrence
workplace.paperless|会議資料の印刷をやめる|前日に人数分を印刷して組んでいる|端末で開き、印刷は希望者だけにする|90|10|140|2|occurrence
workplace.paperless|押印のための来庁をなくす|押印のために関係者に来てもらっている|電子の確認に替える|40|10|160|2|occurrence
workplace.paperless|書庫の所在一覧を検索できるようにする|背表紙を見て回って探している|箱番号と文書名の一覧を検索できるようにする|45|10|200|5|occurrence
workplace.paperless|ファクス受信を画面で確かめる|受信紙を仕分けて配っている|受信を画面で見て、要るものだけ印刷する|20|5|240|4|occurrence
workplace.paperless|旅費の領収書の台紙貼りをやめる|領収書を台紙に貼って回している|写真で添付する|15|4|900|3|occurrence
workplace.paperless|支出命令の添付を電子の請求書にする|届いた請求書を印刷して綴じている|電子の請求書をそのまま添付する|18|5|1500|2|occurrence
workplace.offices|共用の文具棚にして在庫を減らす|係ごとに文具を注文している|階ごとに一つの棚にまとめる|60|15|12|8|month
workplace.offices|打合せ卓の予約をやめて先着にする|短い打合せにも会議室を予約している|立ったまま使える卓を置き、予約をなくす|10|1|1200|6|occurrence
workplace.offices|席替えの配線工事を減らす|席替えのたびに配線を頼んでいる|無線に替えて配線を要らなくする|480|60|6|4|occurrence
partnership.agreements|包括連携協定の連絡先台帳をつくる|協定ごとに担当者へ尋ねて回っている|協定と連絡先を一つの台帳で引ける|40|5|180|5|occurrence
partnership.agreements|共催名義の申請の経緯を一覧にする|過去の例を綴りから探している|一覧で過去の可否と理由を引ける|50|15|90|2|occurrence
partnership.pfi|事業者との質疑の整理を表計算から替える|質問を番号順に並べ直し、重なりを探している|質疑の台帳に入れ、重なりを検索で見つける|240|90|24|3|occurrence
partnership.pfi|モニタリング報告の様式をそろえる|事業ごとに様式が違い、読み替えている|共通の様式で受け取る|120|60|48|2|occurrence
partnership.facilities|指定管理者の月報を自動で集計する|届いた月報を打ち直して合計している|決まった様式で受け取り、自動で合計する|180|30|12|4|month
partnership.facilities|施設点検の写真整理を場所ごとに自動にする|写真を見て場所を思い出し、名前を付けている|撮るときに場所の札を一緒に写して自動で振り分ける|90|20|60|3|occurrence
partnership.facilities|減免申請の確認表を窓口に置く|要綱を開いて毎回確かめている|条件を一枚の確認表にする|12|4|1100|2|occurrence
partnership.affiliates|団体の決算書の転記をやめる|決算書を見て調査票に打ち直している|決まった形で提出を受けて取り込む|150|30|22|2|occurrence
partnership.affiliates|役員名簿の更新を年1回にまとめる|変更のたびに紙で受けている|画面で更新してもらい、年1回確かめる|25|8|130|2|occurrence
organization.talent|採用説明会の受付を読み取りコードにする|名簿から探して印を付けている|申込みの控えを読み取る|4|1|1500|3|occurrence
organization.talent|研修の受講履歴を自分で見られるようにする|問い合わせを受けて台帳を調べている|各自が画面で見る|12|1|600|2|occurrence
organization.talent|面接日程の調整を候補から選ぶ形にする|電話で一人ずつ調整している|候補日から選んでもらう|15|3|420|3|occurrence
organization.staffing|短期の応援を掲示板で募る|課長どうしが電話で頼んでいる|掲示板に載せて手を挙げてもらう|60|20|70|2|occurrence
organization.staffing|会計年度任用職員の勤務表をまとめる|紙の勤務表を集めて打ち直している|画面で入れてもらい、そのまま集計する|240|45|12|9|month
organization.staffing|繁忙期の電話当番を表で見えるようにする|朝ごとに口で決めている|月の初めに表を作って入れ替えも表で行う|10|2|240|12|occurrence
organization.gigs|庁内複業の募集と応募を一か所にする|メールで募集を回し、返事を集計している|募集と応募を一つの画面にまとめる|120|20|24|2|occurrence
organization.gigs|複業の活動時間の報告を簡単にする|様式に書いて二人の上司に回している|一行の入力で両方に届く|20|4|240|10|occurrence
organization.controls|点検表の使い回しを防ぐ|前年の点検表を写して出している|前年の結果を見せず、根拠を一行書く形にする|40|25|180|6|occurrence
organization.controls|ヒヤリハットを匿名で集める|会議で口頭で出している|画面で匿名で出し、月に一度まとめて見る|45|10|12|15|month
organization.controls|現金の出納点検を電子の記録にする|出納簿と現金を突き合わせて紙に印を押している|数えた額を入れると差が出る表にする|20|8|240|4|occurrence
organization.controls|備品の現物確認を読み取りコードにする|台帳を印刷して部屋を回り、印を付けている|札を読み取ると確認済みになる|960|240|1|40|occurrence
`

export const seedIdeas: readonly SeedIdea[] = lines
  .trim()
  .split("\n")
  .map((line) => {
    const [initiative, title, now, after, minutesNow, minutesAfter, timesAYear, people, per] = line.split("|") as [string, string, string, string, string, string, string, string, string]
    return {
      initiative,
      title,
      now: `${now}。`,
      after: `${after}。`,
      minutesNow: Number(minutesNow),
      minutesAfter: Number(minutesAfter),
      timesAYear: Number(timesAYear),
      people: Number(people),
      per: per as "occurrence" | "month",
    }
  })

export const headWords = [
  "よい着眼です。まず課内で一か月試して、時間を計ってから広げましょう。",
  "負担が大きいところなので、ぜひ進めたい。個人情報の扱いだけ担当と確かめてください。",
  "効果の見積りは控えめでよいと思います。ほかの課でも同じ悩みを聞きます。",
  "賛成です。繁忙期の前に始められるとよいですね。",
  "手順が変わる相手先への説明を、早めに用意しておきましょう。",
] as const

export const declineWords = [
  "基幹システムの更改（翌年度）で同じ機能が入るため、単独では行わない。更改の要件に加える。",
  "法令で書面の保存が求められており、いまは替えられない。国の改正の動きを見て再度検討する。",
] as const

export const askWords = ["回数の数え方（年間か、繁忙期だけか）と、時間をどう計ったかを教えてください。"] as const

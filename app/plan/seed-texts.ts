import type { LogicModel } from "./tables.ts"

/** The fictional prefecture's plan, in words of our own. Only the sixteen titles are shared with the plan of the same kind. */
export interface SeedSheet {
  key: string
  owner: string
  partners: readonly string[]
  /** As fiscal 2026 says it; `before` as 2025 did, where it changed. */
  text: string
  before?: string
  presentState: string
  actions: string
  issues: readonly string[]
  /** Raised in 2025 and solved by 2026, with what solved it. */
  solved?: readonly [text: string, solvedWith: string]
  milestones: readonly (readonly [quarter: 1 | 2 | 3 | 4, text: string, doneOn?: string, evidence?: string])[]
  indicators: readonly SeedIndicator[]
  noIndicatorReason?: string
  logic: LogicModel
  proposal?: string
}

export interface SeedIndicator {
  kind: "output" | "outcome"
  name: string
  unit: string
  better?: "up" | "down"
  baseline?: string
  baselineNote?: string
  target?: string
  targetBasis?: string
  noTargetReason?: string
  measureKey?: string
  /** From April 2026 on, one a month; null: not measured that month. */
  values?: readonly (number | null)[]
  valueEvidence?: string
}

export const seedIdeals = [
  "少ない人数でも、県民に頼られる仕事をやり切る県庁",
  "役職や所属をこえて、言い出せる・手を貸し合える職場",
  "働いて育ち、この県庁で働き続けたいと思える職場",
] as const

export const seedDirections = [
  { numeral: "Ⅰ", title: "仕事のしかたを改め、時間を生み出す", aim: "手続と内部事務を画面の上で終えられるようにし、生まれた時間を県民と向き合う仕事に充てる。" },
  { numeral: "Ⅱ", title: "力を出しやすい職場をつくる", aim: "働く場所と道具、職場の空気を整え、一人ひとりの力が出る環境をつくる。" },
  { numeral: "Ⅲ", title: "県庁の外の力と組む", aim: "企業、団体、大学、市町村と役割を分け合い、県だけではできないことを実現する。" },
  { numeral: "Ⅳ", title: "人を育て、組織を確かにする", aim: "人を採り、育て、ふさわしい場所に置き、間違いの起きにくい仕組みで支える。" },
] as const

const improvementHours: SeedIndicator = {
  kind: "outcome",
  name: "改善提案で減った時間（累計）",
  unit: "時間",
  target: "600",
  targetBasis: "前年度の採用提案20件の平均30時間",
  measureKey: "improvements.hours-saved",
}

export const seedSheets: readonly SeedSheet[] = [
  {
    key: "productivity.assistant",
    owner: "KIKAKU-DIGITAL",
    partners: ["SOMU-GYOKEI", "SOMU-JINJI"],
    text: "文章の下書き、要約、表の突合せを生成AIと自動化の道具に任せ、職員は確かめることと決めることに時間を使う。入力してよい情報と、確かめ方の決まりを全職員が知っている状態にする。",
    before: "文章の下書きや要約に生成AIを使い、職員は確かめることに時間を使う。入力してよい情報の決まりを定める。",
    presentState: "令和7年度末で利用登録は全職員の4割。使う人は週に3回以上使う一方、登録だけの人が半数いる。会議録の要約と照会文の下書きでの利用が多い。",
    actions: "1　全職員に利用環境を配る（6月）\n2　課ごとに「任せる仕事」を1つ以上決める\n3　使い方と失敗例を毎月まとめ、庁内に公開する\n4　減った時間は、件数と1件当たりの時間の両方を記録したものだけを数える",
    issues: ["使い方を知らないまま登録だけしている職員が多い", "減った時間の数え方が課によって違う"],
    solved: ["個人情報を入力してよいか、職員が迷って使えない", "入力してよい情報の一覧を1枚にまとめ、画面の最初に表示するようにした"],
    milestones: [
      [1, "全職員への利用環境の配布を終える", "2026-06-19", "配布完了報告 デ推第212号"],
      [2, "全ての課で任せる仕事を1つ以上決める", "2026-09-28", "課別一覧（庁内公開）"],
      [3, "確かめ方の研修を6回開く"],
      [4, "1年の効果を件数と時間で公表する"],
    ],
    indicators: [
      {
        kind: "output",
        name: "月に1回以上使った職員",
        unit: "人",
        baseline: "1240",
        baselineNote: "令和8年3月",
        target: "3000",
        targetBasis: "職員4,800人の6割強",
        values: [1310, 1420, 1980, 2260, 2310, 2540, 2720],
        valueEvidence: "利用環境の管理画面から集計",
      },
      improvementHours,
    ],
    logic: {
      inputs: "全職員分の利用環境\n推進員（各課1名）",
      activities: "任せる仕事を決める\n使い方と失敗例の共有",
      outputs: "下書き・要約を任せた件数\n確かめ方を学んだ職員",
      outcomes: "定型的な文書作りの時間が減る\n窓口と現場に出る時間が増える",
    },
    proposal: "継続。利用は広がったため、次は業務の流れごと見直す課を募る。",
  },
  {
    key: "productivity.subsidies",
    owner: "SHOKO-CHUSHO",
    partners: ["KIKAKU-DIGITAL", "SOMU-ZAISEI"],
    text: "補助金の申請から交付決定、実績報告、支払までを画面の上で終えられるようにする。申請する人が同じことを二度書かずに済み、職員は審査に集中できるようにする。",
    presentState: "県の補助金218のうち、画面で申請できるのは31。添付書類の不足による差戻しが申請の約3割ある。",
    actions: "1　申請の多い順に20の補助金を画面の申請に移す\n2　添付書類を見直し、県が持っている情報は求めない\n3　差戻しの理由を記録し、様式の文を直す",
    issues: ["小規模な事業者は画面での申請に慣れていない", "要綱ごとに様式が違い、移すのに手間がかかる"],
    milestones: [
      [1, "移す20の補助金を決める", "2026-05-15", "庁内会議資料 第2号"],
      [2, "10の補助金で受付を始める", "2026-09-30", "受付ページ公開"],
      [3, "残る10の補助金で受付を始める"],
      [4, "様式と添付書類の見直し結果を全課に示す"],
    ],
    indicators: [
      { kind: "output", name: "画面で申請できる補助金", unit: "件", baseline: "31", baselineNote: "令和8年3月末", target: "51", targetBasis: "申請件数の8割に当たる補助金", values: [31, 31, 33, 36, 38, 41, 43], valueEvidence: "受付ページの一覧" },
      { kind: "outcome", name: "差戻しのあった申請の割合", unit: "％", better: "down", baseline: "29.4", baselineNote: "令和7年度", noTargetReason: "移行の途中で母数が変わるため、今年度は推移を見る。", values: [null, null, 27.8, 26.1, 25.9, 24.2, 22.7], valueEvidence: "申請の記録から集計" },
    ],
    logic: { inputs: "申請の画面\n各課の担当者", activities: "要綱と様式の見直し\n受付の移行", outputs: "画面で申請できる補助金", outcomes: "申請する人の手間が減る\n交付決定までの日数が縮まる" },
    proposal: "拡充。市町村と共同の補助金にも広げる。",
  },
  {
    key: "productivity.contracts",
    owner: "SOMU-KEIYAKU",
    partners: ["KIKAKU-DIGITAL", "SOMU-KANZAI"],
    text: "契約書の作成から署名、保管までを電子で行い、郵送と押印にかかる日数と費用を減らす。相手方が紙を望むときは紙でも受ける。",
    presentState: "業務委託と物品の契約で使い始め、電子で結んだ契約は全体の18％。工事では試行を終えた。",
    actions: "1　工事の契約に広げる\n2　相手方への案内と説明会（8回）\n3　保管の期間と探し方の決まりを定める",
    issues: ["変更契約の手順が紙と電子で混ざり、間違いが起きやすい"],
    solved: ["相手方の署名者の権限をどう確かめるか決まっていない", "委任状の写しを添える運用を定め、手引に載せた"],
    milestones: [
      [1, "手引を改める", "2026-06-30", "契約手引 第3版"],
      [2, "工事の契約で始める", "2026-08-03", "出契第88号"],
      [3, "説明会を8回終える"],
      [4, "保管の決まりを定める"],
    ],
    indicators: [
      { kind: "outcome", name: "電子で結んだ契約の割合", unit: "％", baseline: "18.2", baselineNote: "令和7年度", target: "40", targetBasis: "工事を含む契約のうち相手方の同意が見込める割合", values: [19.5, 20.3, 22.8, 24.1, 28.6, 31.2, 33.9], valueEvidence: "契約台帳から集計" },
    ],
    logic: { inputs: "署名の仕組み\n契約台帳", activities: "説明会\n手引の改定", outputs: "電子で結んだ契約", outcomes: "契約までの日数と費用が減る" },
  },
  {
    key: "productivity.ordinances",
    owner: "SOMU-BUNSHO",
    partners: ["KIKAKU-DIGITAL", "SOMU-GYOKEI"],
    text: "条例、規則、要綱に残る、書面・押印・対面・目視などを前提にした決まりを洗い出し、要らないものをやめる。残すものは理由を公表する。",
    presentState: "対象の条文1,146のうち、見直しの方針が決まったものは702。要綱は所管課ごとの確認に時間がかかっている。",
    actions: "1　要綱の洗い出しを終える\n2　方針の決まった条文の改正を3回に分けて行う\n3　残す条文の理由を公表する",
    issues: ["要綱の全文がそろっておらず、探し漏れがありうる"],
    milestones: [
      [1, "条例・規則の改正案を定める", "2026-06-12", "法務審査会資料"],
      [2, "9月議会に条例改正を出す", "2026-09-10", "議案第94号"],
      [3, "要綱の洗い出しを終える"],
      [4, "残す理由を公表する"],
    ],
    indicators: [
      { kind: "output", name: "見直しを終えた条文", unit: "条", baseline: "402", baselineNote: "令和7年度末", target: "1000", targetBasis: "対象1,146のうち国の法令によるものを除いた数", values: [402, 402, 455, 455, 455, 618, 640], valueEvidence: "見直し台帳" },
    ],
    logic: { inputs: "例規の全文\n各課の法務担当", activities: "洗い出し\n改正", outputs: "見直した条文", outcomes: "来庁や書面の要らない手続が増える" },
  },
  {
    key: "workplace.engagement",
    owner: "SOMU-JINJI",
    partners: ["SOMU-GYOKEI"],
    text: "職場の状態を年2回の調査でとらえ、結果を職場ごとに返し、職場で話し合って1つの行動を決める。上司の評価には使わない。",
    presentState: "令和7年度は対象2,000人、回答率84％。結果を職場で話し合ったのは対象の職場の6割。",
    actions: "1　対象を全職員に広げる\n2　結果の返し方を、職場で話し合える1枚にする\n3　話し合いの進め方を学ぶ場を開く",
    issues: ["少人数の職場では個人が分かるおそれがあり、結果を返せない", "話し合っても行動が続かない"],
    milestones: [
      [1, "全職員への調査を始める", "2026-05-29", "調査実施通知"],
      [2, "結果を全職場に返す", "2026-08-21", "結果配布記録"],
      [3, "全ての職場が行動を1つ決める"],
      [4, "2回目の調査を終える"],
    ],
    indicators: [
      { kind: "output", name: "結果を話し合った職場の割合", unit: "％", baseline: "61", baselineNote: "令和7年度", target: "90", targetBasis: "少人数のため返せない職場を除く", values: [null, null, null, null, 42, 68, 77], valueEvidence: "各職場からの報告" },
    ],
    logic: { inputs: "年2回の調査", activities: "職場での話し合い", outputs: "職場が決めた行動", outcomes: "言い出せる職場が増える" },
    proposal: "継続。調査の点数は目標にしない。",
  },
  {
    key: "workplace.telework",
    owner: "SOMU-GYOKEI",
    partners: ["KIKAKU-DIGITAL", "SOMU-JINJI"],
    text: "家でも出先でも、庁内と同じ道具と手順で仕事ができるようにする。できない仕事は、できない理由を具体的に挙げて一つずつ減らす。",
    presentState: "月に1日以上利用する職員は21％。紙の決裁と電話の取次ぎが妨げとして多く挙がる。",
    actions: "1　電話の取次ぎを庁外でも受けられるようにする\n2　紙の決裁が残る事務を調べ、電子に移す\n3　災害時を想定した一斉の訓練を行う",
    issues: ["窓口のある所属では使いにくい", "若手が相談しにくいという声がある"],
    milestones: [
      [1, "電話の仕組みを3課で試す", "2026-06-26", "試行報告"],
      [2, "一斉の訓練を行う", "2026-09-01", "訓練記録"],
      [3, "電話の仕組みを本庁に広げる"],
      [4, "できない理由の一覧を見直す"],
    ],
    indicators: [
      { kind: "outcome", name: "月に1日以上利用した職員の割合", unit: "％", baseline: "21.0", baselineNote: "令和8年3月", target: "30", targetBasis: "希望する職員の割合（令和7年度調査）", values: [20.4, 21.9, 22.3, 24.8, 25.2, 26.7, 26.1], valueEvidence: "勤務記録から集計" },
    ],
    logic: { inputs: "端末と回線\n電話の仕組み", activities: "妨げの洗い出しと解消", outputs: "庁外でできる事務", outcomes: "通勤や移動の時間が減る\n災害時も仕事が続く" },
  },
  {
    key: "workplace.paperless",
    owner: "SOMU-BUNSHO",
    partners: ["SOMU-KEIYAKU", "KIKAKU-DIGITAL"],
    text: "紙を前提にした決裁、会議、保管を改め、必要なものだけを紙にする。減った紙の枚数と、空いた棚の長さの両方で確かめる。",
    presentState: "電子の決裁は88％。会議の資料は印刷して配るものが半分残る。",
    actions: "1　庁議と部内会議の資料を画面で見る\n2　保存期間の過ぎた文書を整理する\n3　枚数を課ごとに毎月知らせる",
    issues: ["大きな図面は画面では見にくい"],
    milestones: [
      [1, "庁議の紙の資料をやめる", "2026-04-13", "庁議運営要領の改正"],
      [2, "文書整理の週間を設ける", "2026-07-17", "整理結果報告"],
      [3, "部内会議の紙の資料をやめる", "2026-11-10", "各部報告"],
      [4, "図面の扱いを定める"],
    ],
    indicators: [
      { kind: "outcome", name: "印刷した枚数（月）", unit: "万枚", better: "down", baseline: "412", baselineNote: "令和7年度の月平均", target: "300", targetBasis: "会議資料の印刷をやめた場合の試算", values: [398, 371, 366, 352, 340, 345, 331], valueEvidence: "複合機の集計" },
      { kind: "output", name: "空いた棚の長さ", unit: "m", noTargetReason: "保存期間の過ぎた文書の量が分からないため、まず測る。", values: [null, null, 120, 310, 355, 380, 410], valueEvidence: "各課の報告" },
    ],
    logic: { inputs: "電子の決裁\n会議室の画面", activities: "会議と保管の見直し", outputs: "印刷しない会議", outcomes: "探す時間と保管の場所が減る" },
  },
  {
    key: "workplace.offices",
    owner: "SOMU-KANZAI",
    partners: ["SOMU-GYOKEI"],
    text: "働き方の提案を各課から募り、選んだ課の執務室を、集中する・話し合う・相談する場所に分けて作り替える。作り替えた後に使われ方を確かめ、次に生かす。",
    presentState: "令和7年度までに6課で実施。机の総数は2割減り、打合せの場所が足りないという声は減った。",
    actions: "1　4課を選ぶ\n2　職員が自分たちで設計と施工の一部を行う\n3　半年後に使われ方を調べる",
    issues: ["文書棚が動かせず、場所が生まれない課がある"],
    milestones: [
      [1, "提案を募り4課を選ぶ", "2026-06-05", "選考結果通知"],
      [2, "2課で作り替える", "2026-09-18", "完了報告"],
      [3, "残る2課で作り替える"],
      [4, "使われ方の調査をまとめる"],
    ],
    indicators: [],
    noIndicatorReason: "作り替えた課の数は目的ではなく、働きやすさは課によって現れ方が違うため、数値の指標は置かず、半年後の調査の記述で評価する。",
    logic: { inputs: "提案する課\n工事費", activities: "設計と作り替え", outputs: "作り替えた執務室", outcomes: "相談しやすい職場が増える" },
  },
  {
    key: "partnership.agreements",
    owner: "KIKAKU-CHOSEI",
    partners: ["SHOKO-CHUSHO"],
    text: "企業や大学との協定を、結ぶことではなく一緒に行ったことで数え直す。動いていない協定は、相手と話し合って中身を決め直すか、終わらせる。",
    presentState: "協定は94。過去1年に行ったことが記録されているのは57。",
    actions: "1　全ての協定の担当と窓口をはっきりさせる\n2　動いていない協定の相手と話し合う\n3　行ったことを公表する",
    issues: ["協定の相手の窓口が替わり、連絡がつかないものがある"],
    milestones: [
      [1, "協定の台帳を整える", "2026-05-22", "協定台帳"],
      [2, "動いていない協定の相手と話し合う"],
      [3, "行ったことの一覧を公表する"],
      [4, "決め直しと終了を終える"],
    ],
    indicators: [
      { kind: "outcome", name: "過去1年に行ったことのある協定の割合", unit: "％", baseline: "60.6", baselineNote: "令和8年3月", target: "85", targetBasis: "終了の見込みを除いた割合", values: [60.6, 61.7, 63.8, 66.0, 67.0, 70.2, 71.3], valueEvidence: "協定台帳" },
    ],
    logic: { inputs: "協定台帳", activities: "話し合い", outputs: "一緒に行った取組", outcomes: "県だけではできないことが進む" },
  },
  {
    key: "partnership.pfi",
    owner: "SOMU-ZAISEI",
    partners: ["DOBOKU-DORO", "SOMU-KANZAI"],
    text: "施設の整備や管理に民間の資金と工夫を使えるかを、早い段階で必ず検討する。検討の結果は、使わない場合も理由を公表する。",
    presentState: "対象となる事業12のうち、検討の記録が公表されているのは7。",
    actions: "1　検討の手順を簡単にする\n2　小さな事業に向く方式を試す\n3　県内の企業との勉強会を開く",
    issues: ["県内の企業が参加しにくい規模の事業が多い"],
    milestones: [
      [1, "簡単な検討の手順を定める", "2026-06-30", "検討要領の改正"],
      [2, "勉強会を開く", "2026-09-25", "開催記録"],
      [3, "対象の事業の検討を終える"],
      [4, "検討の結果を公表する"],
    ],
    indicators: [
      { kind: "output", name: "検討の結果を公表した事業", unit: "件", baseline: "7", baselineNote: "令和7年度末", target: "12", targetBasis: "対象となる事業の全て", values: [7, 7, 8, 8, 9, 10, 10], valueEvidence: "公表ページ" },
    ],
    logic: { inputs: "対象の事業", activities: "早い段階の検討", outputs: "公表した検討", outcomes: "同じ費用でより良い施設になる" },
  },
  {
    key: "partnership.facilities",
    owner: "SOMU-GYOKEI",
    partners: ["SOMU-ZAISEI"],
    text: "指定管理者の選び方、評価、費用の決め方を見直し、利用する人の声が管理の改善につながるようにする。応募しやすい条件を整える。",
    presentState: "導入している施設は64。直近の公募で応募が1者だった施設は41。",
    actions: "1　1者応募の理由を聞き取る\n2　物価の上昇を反映する決まりを定める\n3　利用者の声の集め方をそろえる",
    issues: ["応募が1者の施設が多い", "物価の上昇が管理の費用に反映されにくい"],
    milestones: [
      [1, "聞き取りを終える", "2026-06-30", "聞き取り結果"],
      [2, "物価を反映する決まりの案を示す", "2026-09-15", "改正案"],
      [3, "決まりを改める"],
      [4, "次の公募で使う"],
    ],
    indicators: [
      { kind: "outcome", name: "応募が2者以上あった施設の割合", unit: "％", baseline: "35.9", baselineNote: "直近の公募", noTargetReason: "今年度の公募は6施設だけで、割合の目標に意味がないため。" },
    ],
    logic: { inputs: "聞き取り", activities: "条件の見直し", outputs: "改めた決まり", outcomes: "施設が使いやすくなる" },
  },
  {
    key: "partnership.affiliates",
    owner: "SOMU-GYOKEI",
    partners: ["SOMU-ZAISEI"],
    text: "県が出資する団体が自分の足で立てるよう、経営の状態を毎年公表し、県の関わり方を団体ごとに決め直す。",
    presentState: "対象の団体は28。県の職員を派遣している団体は11。",
    actions: "1　団体ごとに県の関わり方を1枚にまとめる\n2　経営の評価を公表する\n3　派遣の必要を見直す",
    issues: ["団体の人材が足りず、派遣をやめにくい"],
    milestones: [
      [1, "経営の評価の様式を改める", "2026-05-29", "評価様式"],
      [2, "評価を公表する", "2026-09-30", "公表ページ"],
      [3, "関わり方の案を団体と話し合う"],
      [4, "関わり方を決める"],
    ],
    indicators: [],
    noIndicatorReason: "団体ごとに事情が違い、数をそろえて減らすことが目的ではないため。団体ごとの1枚で評価する。",
    logic: { inputs: "団体の決算", activities: "評価と話し合い", outputs: "団体ごとの1枚", outcomes: "団体が自立して続く" },
  },
  {
    key: "organization.talent",
    owner: "SOMU-JINJI",
    partners: ["KIKAKU-DIGITAL"],
    text: "県庁の仕事を知ってもらう機会を増やし、経験のある人も受けやすい試験にする。入った後は、上司と年に2回、育ち方を話し合う。",
    presentState: "試験の倍率は3.1倍で、この10年で最も低い。土木職は定員に届いていない。入庁3年以内の退職が増えている。",
    actions: "1　試験の日程と内容を見直す\n2　仕事の体験（20職場）\n3　育ち方の話し合いを全職場で行う",
    issues: ["土木職の応募が定員に届かない", "入庁3年以内の退職が増えている"],
    milestones: [
      [1, "新しい日程で試験を行う", "2026-06-14", "試験実施報告"],
      [2, "仕事の体験を20職場で開く", "2026-08-28", "開催記録"],
      [3, "育ち方の話し合いを終える"],
      [4, "退職の理由の聞き取りをまとめる"],
    ],
    indicators: [
      { kind: "outcome", name: "採用試験の倍率（土木職）", unit: "倍", baseline: "0.9", baselineNote: "令和7年度", target: "1.5", targetBasis: "近隣の県の平均", values: [null, null, 1.2, null, null, null, null], valueEvidence: "試験結果の公表" },
      { kind: "output", name: "育ち方の話し合いをした職員の割合", unit: "％", target: "95", targetBasis: "休職中などを除く全員", values: [null, null, null, null, null, 46, 58], valueEvidence: "各所属の報告" },
    ],
    logic: { inputs: "採用の担当\n体験を受け入れる職場", activities: "体験、試験、話し合い", outputs: "応募した人\n話し合いをした職員", outcomes: "必要な人数がそろい、育つ" },
  },
  {
    key: "organization.staffing",
    owner: "SOMU-JINJI",
    partners: ["SOMU-GYOKEI"],
    text: "忙しい時期の異なる所属どうしが、短い期間だけ手を貸し合える仕組みを動かす。貸した所属にも良いことがあるようにする。",
    presentState: "令和7年度の短期の応援は23件、延べ310日。頼みたい所属と貸せる所属の連絡は電話に頼っている。",
    actions: "1　頼みたい仕事と貸せる日を画面に載せる\n2　応援した日数を所属の評価に加える\n3　災害時の応援と手順をそろえる",
    issues: ["頼む側が早めに見通しを立てられない"],
    solved: ["応援に行く職員の本来の仕事を誰が担うか決まらない", "応援の間の分担表を、頼む側の所属が出す依頼書に含めることにした"],
    milestones: [
      [1, "依頼の様式を定める", "2026-05-11", "人事第60号"],
      [2, "繁忙の暦を公開する", "2026-07-31", "庁内公開"],
      [3, "応援の募集を画面で始める"],
      [4, "1年の結果をまとめる"],
    ],
    indicators: [
      { kind: "output", name: "短期の応援（延べ日数、累計）", unit: "日", baseline: "310", baselineNote: "令和7年度", target: "500", targetBasis: "令和7年度に断られた依頼を足した日数", values: [12, 38, 71, 120, 164, 221, 268], valueEvidence: "応援の記録" },
    ],
    logic: { inputs: "繁忙の暦", activities: "募集と応援", outputs: "応援した日数", outcomes: "残業の偏りが減る" },
  },
  {
    key: "organization.gigs",
    owner: "SOMU-GYOKEI",
    partners: ["SOMU-JINJI"],
    text: "勤務時間の一部を使い、別の所属の課題に取り組めるようにする。手を挙げた人が、元の所属に気兼ねなく参加できる決まりにする。",
    presentState: "令和7年度は18人が5つの課題に参加。参加した人の満足は高いが、元の所属の負担が残った。",
    actions: "1　課題を年2回募る\n2　月の上限を15時間とし、元の所属の分担を先に決める\n3　報告会を開き、続けるか決める",
    issues: ["元の所属の仕事が周りの人に偏る"],
    milestones: [
      [1, "前期の課題を募る", "2026-05-20", "募集要項"],
      [2, "前期の報告会を開く", "2026-09-29", "報告会資料"],
      [3, "後期の課題に取り組む"],
      [4, "後期の報告会を開く"],
    ],
    indicators: [
      { kind: "output", name: "参加した職員（累計）", unit: "人", baseline: "18", baselineNote: "令和7年度", target: "40", targetBasis: "受け入れる課題10件、1件4人", values: [0, 16, 16, 16, 16, 16, 37], valueEvidence: "参加者名簿の人数" },
    ],
    logic: { inputs: "課題を出す所属\n手を挙げる職員", activities: "月15時間までの参加", outputs: "取り組んだ課題", outcomes: "所属をこえたつながりができる" },
  },
  {
    key: "organization.controls",
    owner: "SOMU-GYOKEI",
    partners: ["SOMU-KEIYAKU", "SOMU-BUNSHO"],
    text: "起きやすい間違いを先に見つけ、起きにくい手順に変える。起きたときは早く知らせた人が損をしないようにし、原因と直し方を共有する。",
    presentState: "令和7年度の報告は46件。うち支払の期限の遅れが14件で最も多い。",
    actions: "1　支払の期限を画面で知らせる\n2　間違いの例を毎月1つ共有する\n3　手順の見直しを10の事務で行う",
    issues: ["報告の様式が長く、小さな間違いが報告されない"],
    milestones: [
      [1, "報告の様式を1枚にする", "2026-05-01", "内部統制要領の改正"],
      [2, "10の事務を選ぶ", "2026-07-24", "選定結果"],
      [3, "支払の期限を知らせる仕組みを動かす"],
      [4, "手順の見直しを終える"],
    ],
    indicators: [
      { kind: "outcome", name: "支払の期限に遅れた件数（累計）", unit: "件", better: "down", baseline: "14", baselineNote: "令和7年度", target: "5", targetBasis: "画面で知らせれば防げた件数を除いた数", values: [0, 1, 1, 2, 2, 3, 3], valueEvidence: "内部統制の報告" },
      { kind: "output", name: "小さな間違いの報告", unit: "件", noTargetReason: "報告が増えることは良いことだが、多いほど良いとして競わせないため。", values: [6, 9, 11, 8, 12, 10, 13], valueEvidence: "内部統制の報告" },
    ],
    logic: { inputs: "間違いの報告", activities: "手順の見直し", outputs: "改めた手順", outcomes: "間違いが減り、早く直る" },
  },
]

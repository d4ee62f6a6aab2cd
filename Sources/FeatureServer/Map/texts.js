// Every text of the page in both languages; Japanese first.
const texts = {
  title: ["援護 地図", "Engo map"], skipToList: ["一覧へ", "Skip to the list"], help: ["操作のしかた", "Help"],
  logout: ["ログアウト", "Log out"], views: ["表示", "Views"], tabArea: ["区域", "Area"], tabMap: ["地図", "Map"],
  tabList: ["一覧", "List"], area: ["区域", "Area"], draw: ["区域を描く", "Draw an area"],
  undo: ["1点戻す", "Undo point"], finish: ["閉じる（C）", "Close (C)"], cancel: ["やめる", "Cancel"],
  drawHint: ["地図をクリックして頂点を置きます。キーボードでは矢印キーで地図を動かし、Enterで十字の位置に頂点を置き、Backspaceで1点戻し、Cで閉じ、Escでやめます。",
    "Click the map to set points. By keyboard: arrow keys move the map, Enter sets a point at the cross, Backspace takes one back, C closes, Esc cancels."],
  circleHint: ["中心を置き、次に円周の点を置きます。キーボードではEnterで十字の位置に中心を置き、矢印キーで広げ、Enterで決めます。Cなら欄の半径です。",
    "Set the center, then a point of the edge. By keyboard: Enter sets the center at the cross, arrow keys widen it, Enter ends; C takes the radius typed in the panel."],
  drawCircle: ["円を描く", "Draw a circle"], finishCircle: ["欄の半径で閉じる（C）", "Use the typed radius (C)"],
  radius: ["半径", "Radius"], center: ["中心", "Center"], needCenter: ["先に中心を置いてください。", "Set the center first."],
  needRadius: ["半径は1から200000mです。", "A radius is 1 to 200,000 m."],
  drillNote: ["これは訓練用の作業ファイルです。実在の人ではありません。", "This is a drill. Nobody in it is real."],
  hazard: ["ハザードの層", "Hazard layer"], ranks: ["区分", "Ranks"], saved: ["保存した区域", "Saved area"],
  town: ["町丁目", "Town"], address: ["住所のまわり", "Around an address"], metres: ["半径（m）", "Radius (m)"],
  circle: ["円で調べる", "Ask within the circle"],
  file: ["ファイル（GeoJSON・Shapefile zip・GeoPackage）。地図に落としてもよい", "File (GeoJSON, zipped Shapefile, GeoPackage); or drop it on the map"],
  selection: ["載せる世帯", "Households to list"], include: ["確からしさ", "Certainty"],
  includeCertain: ["確実な世帯だけ", "certain only"], includePossible: ["可能性のある世帯も", "certain and possible"],
  includeAll: ["位置不明の世帯も", "also those without a position"], band: ["援護区分", "Band"],
  need: ["支援の種別", "Need"], anyNeed: ["すべて", "all"], minScore: ["援護度がこれ以上", "Score at least"],
  hazardOrder: ["避難行動と合わせた順", "Order by hazard and band"], daytime: ["平日日中の援護度で", "By the daytime score"],
  ask: ["もう一度調べる", "Ask again"], layers: ["地図に重ねる", "Shown on the map"], exports: ["書き出し", "Export"],
  exportPackage: ["封をした渡し用ファイル…", "Sealed package…"], exportHouseholds: ["CSV（世帯）", "CSV (households)"],
  exportMembers: ["CSV（人）", "CSV (persons)"],
  mapLabel: ["地図。矢印キーで動かし、＋と－で大きさを変えます。", "Map. Arrow keys move it, plus and minus zoom."],
  north: ["上が北", "North is up"], splitter: ["地図と一覧の境", "Border between map and list"],
  shownLabel: ["表示する世帯", "Households shown"], classesLabel: ["支援の区分で絞る", "Only with these needs"],
  empty: ["区域を選ぶか描くと、ここに世帯の一覧が出ます。", "Choose or draw an area, and its households are listed here."],
  choose: ["（選ぶ）", "(choose)"], all: ["すべて", "All"], certain: ["確実", "Certain"], possible: ["可能性あり", "Possible"],
  unlocated: ["位置不明", "No position"], households: ["世帯", "households"], persons: ["人", "persons"],
  number: ["No.", "No."], householdNumber: ["世帯番号", "Household no."], name: ["氏名", "Name"],
  birthDate: ["生年月日（年齢）", "Born (age)"], sex: ["性別", "Sex"], relationship: ["続柄", "Relationship"],
  addressColumn: ["住所", "Address"], needs: ["支援の種別", "Needs"], personScore: ["個人", "Person"],
  score: ["世帯援護度", "Household score"], bandColumn: ["区分", "Band"], certainty: ["確からしさ", "Certainty"],
  action: ["避難行動", "Action"], reasons: ["理由", "Reasons"], classColumn: ["印", "Sign"],
  elderly: ["高齢", "elderly"], disabled: ["障害・医療", "disabled, medical"], pregnant: ["妊産婦", "pregnant"],
  infant: ["乳幼児", "infant"], other: ["その他", "other"],
  leave: ["立退き", "leave"], upstairs: ["垂直避難", "move upstairs"], stay: ["屋内待機", "stay"], none: ["対象外", "no zone"],
  close: ["閉じる", "Close"], loading: ["読み込み中…", "Loading…"], asking: ["調べています…", "Asking…"],
  listed: ["一覧", "listed"], inside: ["区域内", "inside"], filtered: ["条件で除いた世帯", "left out by the filters"],
  generation: ["世代", "generation"], asOf: ["基準日", "as of"],
  basis: ["根拠", "legal basis"], audience: ["提供先", "audience"], point: ["頂点", "Point"],
  withheldCount: ["少数のため非表示", "withheld, too few"],
  needThree: ["頂点が3つ要ります。", "An area needs three points."], years: ["歳", " y"],
  sortBy: ["この列で並べ替え", "Sort by this column"], passphrase: ["パスフレーズ（12文字以上）", "Passphrase (12 characters or more)"],
  passphraseAgain: ["もう一度", "Again"], differ: ["パスフレーズが一致しません。", "The passphrases differ."],
  seal: ["封をして保存", "Seal and save"],
  sealNote: ["パスフレーズはファイルとは別の方法で渡してください。忘れると誰にも開けません。", "Hand the passphrase over by another way than the file. Nobody can open it without."],
  plainTitle: ["実在の人の一覧を、封をせずに書き出します", "Real people leave unsealed"],
  plainNote: ["このファイルは誰でも開けます。庁外へは「封をした渡し用ファイル」を使ってください。それでも書き出しますか。", "Anybody can open this file. Use the sealed package for whatever leaves the building. Export all the same?"],
  exportAnyway: ["封をせずに書き出す", "Export unsealed"], saved_: ["保存しました", "Saved"],
  again: ["もう一度ログイン", "Log in again"], expired: ["ログインの期限が切れました。", "The login has ended."],
  household: ["世帯", "Household"], several: ["ここに{n}世帯", "{n} households here"],
  noReasons: ["加点なし", "nothing counts"], points: ["点", "points"], notCounted: ["加点しない支援", "Not counted"],
  towns: ["町丁目の世帯数", "Households by town"], shelters: ["避難場所", "Shelters"], graticule: ["経緯線", "Graticule"],
  base: ["背景地図", "Base map"],
  gsi: ["地理院タイル（外部に接続）", "GSI tiles (from the internet)"], clusters: ["その辺りの世帯数", "Households thereabouts"],
  legend: ["凡例", "Legend"], hollow: ["白抜きは、区域内の可能性あり", "Hollow: possibly inside"], outlineLeftOut: ["区域の線は細かすぎるため外枠だけ示します。", "The area is too detailed to be drawn; its box is shown."],
  helpText: ["区域を描く：「区域を描く」を押して地図に頂点を置きます。「円を描く」なら中心と円周です。\n一覧：矢印キーで上下、PageUp・PageDown・Home・End、Enterで地図に示し、Rで理由を開きます。\n地図：矢印キーで動かし、＋と－で拡大縮小。世帯をクリックすると一覧の行が選ばれます。\n一覧の番号と地図の番号は同じです。",
    "Draw: press \"Draw an area\" and set points on the map; \"Draw a circle\" takes a center and a point of the edge.\nList: arrow keys, PageUp, PageDown, Home, End; Enter shows the household on the map, R its reasons.\nMap: arrow keys move, plus and minus zoom. Click a household to select its row.\nNumbers in the list and on the map are the same."],
};

let language = 0;
try { language = localStorage.getItem("engo-language") === "en" ? 1 : 0; } catch { /* a browser that keeps nothing */ }

/** The text of a key in the language of the page. */
export function t(key) { return texts[key]?.[language] ?? key; }

export function languageCode() { return language ? "en" : "ja"; }

/** The half of a pair that is in the language of the page. */
export function either(japanese, english) { return language ? english : japanese; }

export function switchLanguage() {
  language = 1 - language;
  try { localStorage.setItem("engo-language", languageCode()); } catch { /* see above */ }
  translatePage();
}

/** Puts the texts of the page into its language. */
export function translatePage() {
  document.documentElement.lang = languageCode();
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
}

export function number(value) { return value.toLocaleString(languageCode()); }

/** The sign of a class of need, told apart by shape and letter as well as by colour. */
export const classLetters = { elderly: "高", disabled: "障", pregnant: "妊", infant: "乳", other: "他" };

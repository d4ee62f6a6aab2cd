/// The header lines of the register, the needs and the answer key.
enum RegisterColumns {
    static let residents = "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,方書,郵便番号,経度,緯度,電話番号,居所,階,建築年,構造"
    static let needs = "宛名番号,区分,程度,有効期間開始,有効期間終了"
    static let answers = "household_number,lg_code,machiaza_id,record_id,longitude,latitude"
}

import Testing

@testable import Drill

@Suite struct AddressTablesTests {
    /// The header lines as the agency publishes them.
    private static let headers = [
        "mt_pref_all": "lg_code,pref,pref_kana,pref_roma,efct_date,ablt_date,remarks",
        "mt_city_all":
            "lg_code,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,ward_roma,efct_date,ablt_date,remarks",
        "mt_town_all":
            "lg_code,machiaza_id,machiaza_type,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,ward_roma,oaza_cho,oaza_cho_kana,oaza_cho_roma,chome,chome_kana,chome_number,koaza,koaza_kana,koaza_roma,machiaza_dist,rsdt_addr_flg,rsdt_addr_mtd_code,oaza_cho_aka_flg,koaza_aka_code,oaza_cho_gsi_uncmn,koaza_gsi_uncmn,status_flg,wake_num_flg,efct_date,ablt_date,src_code,post_code,remarks",
        "mt_town_pos_all":
            "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,plygn_src_code,pos_oaza_cho_chome_code,pos_data_mnt_year,cns_bnd_s_area_kcode,cns_bnd_year",
        "mt_rsdtdsp_blk_pref99":
            "lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,blk_num,rsdt_addr_flg,rsdt_addr_mtd_code,status_flg,efct_date,ablt_date,src_code,remarks",
        "mt_rsdtdsp_blk_pos_pref99":
            "lg_code,machiaza_id,blk_id,rsdt_addr_flg,rsdt_addr_mtd_code,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,plygn_src_code,pos_pref,pos_city,pos_oaza_cho_chome,pos_koaza_aka,pos_blk_prc_num,pos_data_mnt_year,rsdt_addr_code_rdbl,rsdt_addr_data_mnt_date",
        "mt_rsdtdsp_rsdt_pref99":
            "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,blk_num,rsdt_num,rsdt_num2,basic_rsdt_div,rsdt_addr_flg,rsdt_addr_mtd_code,status_flg,efct_date,ablt_date,src_code,remarks",
        "mt_rsdtdsp_rsdt_pos_pref99":
            "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rsdt_addr_flg,rsdt_addr_mtd_code,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,rsdt_addr_code_rdbl,rsdt_addr_data_mnt_date,basic_rsdt_div",
        "mt_parcel_city992011":
            "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,prc_num1,prc_num2,prc_num3,rsdt_addr_flg,prc_rec_flg,prc_area_code,efct_date,ablt_date,src_code,remarks,real_prop_num",
        "mt_parcel_pos_city992011":
            "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,plygn_src_code,moj_map_city_code,moj_map_oaza_code,moj_map_chome_code,moj_map_koaza_code,moj_map_spare_code,moj_map_brushid",
    ]

    @Test(arguments: headers.keys.sorted())
    func hasTheHeadersOfTheRegistry(name: String) throws {
        let table = try DrillFixture.small.get().table("abr/\(name).csv")
        #expect(table.header.joined(separator: ",") == Self.headers[name])
        #expect(!table.rows.isEmpty)
        #expect(table.rows.allSatisfy { $0.count == table.header.count })
    }

    @Test func everyRecordStandsInARegisteredTown() throws {
        let city = try DrillFixture.large.get()
        let towns = try city.table("abr/mt_town_all.csv")
        let ids = Set(towns["machiaza_id"])
        #expect(ids.count == towns.rows.count)
        #expect(towns.rows.count == city.files.towns)
        for name in ["mt_town_pos_all", "mt_rsdtdsp_blk_pref99", "mt_rsdtdsp_rsdt_pref99", "mt_parcel_city992011"] {
            let table = try city.table("abr/\(name).csv")
            #expect(table["machiaza_id"].allSatisfy { ids.contains($0) && $0.utf8.count == 7 })
            #expect(table["lg_code"].allSatisfy { $0 == "992011" })
        }
    }

    @Test func recordsAreUniqueAndSoAreTheirSpellings() throws {
        let city = try DrillFixture.large.get()
        let residences = try city.table("abr/mt_rsdtdsp_rsdt_pref99.csv")
        #expect(Set(residences.rows.map { $0[1...4].joined(separator: "/") }).count == residences.rows.count)
        #expect(Set(residences.rows.map { $0[7...13].joined(separator: "/") }).count == residences.rows.count)
        let parcels = try city.table("abr/mt_parcel_city992011.csv")
        #expect(Set(parcels.rows.map { $0[1...2].joined(separator: "/") }).count == parcels.rows.count)
        // Without the 小字, too: registers leave it out.
        #expect(Set(parcels.rows.map { ($0[5...6] + $0[9...11]).joined(separator: "/") }).count == parcels.rows.count)
    }

    @Test func pointsBelongToRecordsAndAQuarterOfTheParcelsHasNone() throws {
        let city = try DrillFixture.large.get()
        let residences = try city.table("abr/mt_rsdtdsp_rsdt_pref99.csv").rows.map { $0[0...4].joined(separator: "/") }
        let points = try city.table("abr/mt_rsdtdsp_rsdt_pos_pref99.csv").rows.map { $0[0...4].joined(separator: "/") }
        #expect(residences == points)
        let parcels = try city.table("abr/mt_parcel_city992011.csv").rows.map { $0[0...2].joined(separator: "/") }
        let parcelPoints = try city.table("abr/mt_parcel_pos_city992011.csv").rows.map {
            $0[0...2].joined(separator: "/")
        }
        #expect(Set(parcels).isSuperset(of: parcelPoints))
        #expect(Set(parcelPoints).count == parcelPoints.count)
        #expect((0.70...0.80).contains(Double(parcelPoints.count) / Double(parcels.count)))
    }

    @Test func townsShowEveryFormOfName() throws {
        let towns = try DrillFixture.small.get().table("abr/mt_town_all.csv")
        let chome = towns["chome"]
        #expect(chome.contains("二丁目") && chome.contains("２丁目") && chome.contains(""))
        #expect(towns["oaza_cho"].contains { $0.hasPrefix("大字") })
        #expect(towns["oaza_cho"].contains { !$0.hasPrefix("大字") && !$0.hasSuffix("町") })
        #expect(towns["koaza"].contains { !$0.isEmpty })
        #expect(Set(towns["rsdt_addr_flg"]) == ["0", "1"])
        #expect(Set(towns["machiaza_type"]) == ["1", "2", "3"])
    }
}

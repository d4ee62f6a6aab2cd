import Reprojection

/// Finds files whose points are in the Tokyo datum although they are declared as JGD: all of them stand about 400 metres away
/// from where other files have the same places, in the same direction.
struct DatumCheck {
    /// How far a file's point stands from another file's point of the same place, in billionths of a degree.
    private struct Sample {
        var longitude: Int64
        var latitude: Int64
        var place: DraftDictionary.Point
    }

    private struct Samples {
        /// Against points of the same residence, parcel or block.
        var ofRecords: [Sample] = []
        /// Against points of the same town, which two sources put a hundred metres apart.
        var ofTowns: [Sample] = []
    }

    /// So many records say enough.
    private static let fewestRecords = 3
    /// So many towns say enough: the median of them is right within some thirty metres.
    private static let fewestTowns = 15
    /// So many samples are kept of one file.
    private static let sampleLimit = 10_000
    /// How near the median must come to the shift between the datums, in metres.
    private static let toleranceMetres = 100.0

    private var samples: [UInt16: Samples] = [:]

    /// Adds a point of a file and the point that another file has for the same place.
    mutating func add(
        file: UInt16, _ point: DraftDictionary.Point, _ other: DraftDictionary.Point, isRecord: Bool
    ) {
        guard point.isPresent, other.isPresent, samples[file, default: Samples()].ofRecords.count < Self.sampleLimit,
            samples[file, default: Samples()].ofTowns.count < Self.sampleLimit
        else { return }
        let sample = Sample(
            longitude: point.longitude - other.longitude, latitude: point.latitude - other.latitude, place: other)
        if isRecord {
            samples[file, default: Samples()].ofRecords.append(sample)
        } else {
            samples[file, default: Samples()].ofTowns.append(sample)
        }
    }

    /// Refuses the first file whose points stand where the Tokyo datum would put them.
    ///
    /// - Throws: ``AddressDictionaryError/tokyoDatum(file:count:metres:)``.
    func check(files: [String]) throws(AddressDictionaryError) {
        for (file, all) in samples.sorted(by: { $0.key < $1.key }) {
            let used: [Sample]
            if all.ofRecords.count >= Self.fewestRecords {
                used = all.ofRecords
            } else if all.ofTowns.count >= Self.fewestTowns {
                used = all.ofTowns
            } else {
                continue
            }
            let middle = (Self.median(used.map(\.longitude)), Self.median(used.map(\.latitude)))
            let place = used[used.count / 2].place
            let distance = Self.metres(middle, from: (0, 0), near: place)
            // Between 370 m in Okinawa and 480 m in the north; asking PROJ takes longer than all else here.
            guard distance > 250, distance < 700, let shift = Self.shift(at: place),
                Self.metres(middle, from: shift, near: place) < Self.toleranceMetres
            else { continue }
            throw .tokyoDatum(file: files[Int(file)], count: used.count, metres: Int(distance.rounded()))
        }
    }

    private static func median(_ values: [Int64]) -> Int64 { values.sorted()[values.count / 2] }

    private static func metres(
        _ left: (Int64, Int64), from right: (Int64, Int64), near place: DraftDictionary.Point
    ) -> Double {
        PlaneDistance.metres(
            place.longitude + left.0, place.latitude + left.1, place.longitude + right.0, place.latitude + right.1)
    }

    /// By how much Tokyo-datum degrees differ from JGD2011 degrees of the same place; nil without PROJ.
    private static func shift(at place: DraftDictionary.Point) -> (Int64, Int64)? {
        let scale = DictionaryFormat.unitsPerDegree
        guard let reprojector = try? Reprojector(from: "EPSG:6668", to: "EPSG:4301"),
            let tokyo = try? reprojector.transform(
                x: Double(place.longitude) / scale, y: Double(place.latitude) / scale)
        else { return nil }
        return (Int64(tokyo.x * scale) - place.longitude, Int64(tokyo.y * scale) - place.latitude)
    }
}

extension DictionaryCompiler {
    /// Compares the points of numbers with those of their towns, where the two come from different files.
    mutating func compareDatums() {
        for records in [draft.residences, draft.parcels] {
            var sums: [UInt32: (longitude: Int64, latitude: Int64, count: Int64, first: DraftDictionary.Point)] = [:]
            for record in records where record.point.isPresent {
                let first = sums[record.town]?.first ?? record.point
                guard first.file == record.point.file else { continue }
                let sum = sums[record.town] ?? (0, 0, 0, first)
                sums[record.town] = (
                    sum.longitude + record.point.longitude - first.longitude,
                    sum.latitude + record.point.latitude - first.latitude, sum.count + 1, first
                )
            }
            for (town, sum) in sums.sorted(by: { $0.key < $1.key }) where sum.count >= 10 {
                let point = draft.towns[Int(town)].point
                guard point.isPresent, point.file != sum.first.file else { continue }
                var mean = sum.first
                mean.longitude += sum.longitude / sum.count
                mean.latitude += sum.latitude / sum.count
                datums.add(file: sum.first.file, mean, point, isRecord: false)
            }
        }
    }
}

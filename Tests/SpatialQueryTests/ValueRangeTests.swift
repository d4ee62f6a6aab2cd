import Testing

@testable import SpatialQuery

@Suite struct ValueRangeTests {
    @Test(arguments: 1...13)
    func findsTheSmallestAndTheLargestWhereverTheyStand(count: Int) {
        for place in 0..<count {
            var values = [Double](repeating: 5, count: count + 4)
            values[0] = -100
            values[count + 3] = 100
            values[place + 2] = 7
            values[(place + 1) % count + 2] = count == 1 ? 7 : -3
            let (least, most) = ValueRange.extremes(of: values, 2..<count + 2)
            #expect(least == (count == 1 ? 7 : -3) && most == 7)
            values[place + 2] = .nan
            let none = ValueRange.extremes(of: values, 2..<count + 2)
            #expect(none.least.isNaN && none.most.isNaN)
        }
    }
}

using System.Numerics;

namespace Showdown.Tests.Benchmarks;

/// <summary>Every answer of quickstart-maths, computed again from the question.</summary>
public sealed class QuickstartMathsTests
{
    private static readonly Dictionary<string, BigInteger> _answers = new()
    {
        ["arithmetic-1"] = 17 * 23 - 46,
        ["arithmetic-2"] = Numbers(1, 100).Where(n => n % 7 == 0).Sum(),
        ["arithmetic-3"] = 27 / 3 * 2,
        ["arithmetic-4"] = 840 * 15 / 100,
        ["arithmetic-5"] = BigInteger.Pow(2, 10) - BigInteger.Pow(3, 5),
        ["arithmetic-6"] = (int)(new TimeOnly(13, 15) - new TimeOnly(9, 48)).TotalMinutes,
        ["arithmetic-7"] = 360 * 60 / (360 / 6 + 360 / 3),
        ["arithmetic-8"] = Numbers(1, 100).Sum(n => n % 2 == 1 ? n : -n),
        ["arithmetic-9"] = 5 * 14 - (9 + 12 + 17 + 20),
        ["arithmetic-10"] = (int)TimeSpan.FromHours(2.5).TotalSeconds,
        ["number-theory-1"] = BigInteger.GreatestCommonDivisor(252, 198),
        ["number-theory-2"] = Numbers(1, 360).Count(d => 360 % d == 0),
        ["number-theory-3"] = BigInteger.ModPow(7, 100, 13),
        ["number-theory-4"] = Numbers(2, 2310).Last(p => 2310 % p == 0 && IsPrime(p)),
        ["number-theory-5"] = Numbers(51, 99).Count(IsPrime),
        ["number-theory-6"] = BigInteger.ModPow(3, 2025, 10),
        ["number-theory-7"] = Numbers(1, 1000).First(n => n % 3 == 2 && n % 5 == 3 && n % 7 == 2),
        ["number-theory-8"] = Numbers(1, 50).Aggregate(BigInteger.One, (f, n) => f * n).ToString().Reverse().TakeWhile(c => c == '0').Count(),
        ["number-theory-9"] = BigInteger.Pow(2, 15).ToString().Sum(c => c - '0'),
        ["number-theory-10"] = Numbers(1, 200).Count(n => n % 4 == 0 || n % 6 == 0),
        ["algebra-1"] = Numbers(-50, 50).Where(x => x - (15 - x) == 7).Select(x => x * (15 - x)).Single(),
        ["algebra-2"] = Numbers(-50, 50).Where(x => x * x - 9 * x + 14 == 0).Sum(),
        ["algebra-3"] = Numbers(1, 50).Single(x => 3 * x * x == 147),
        ["algebra-4"] = 2 * -4 * -4 - 3 * -4 + 5,
        ["algebra-5"] = 7 + 29 * 4,
        ["algebra-6"] = Numbers(0, 7).Sum(k => 3 << k),
        ["algebra-7"] = Numbers(0, 20).Single(x => 1 << (x + 1) == 128),
        ["algebra-8"] = 3 * Numbers(0, 100).Single(son => 3 * son + 12 == 2 * (son + 12)),
        ["algebra-9"] = Numbers(0, 10).Where(a => a * (10 - a) == 21).Select(a => a * a + (10 - a) * (10 - a)).Distinct().Single(),
        ["algebra-10"] = Numbers(3, 15).Aggregate((A: 1, B: 1), (f, _) => (f.B, f.A + f.B)).B,
        ["geometry-1"] = (int)Math.Sqrt(9 * 9 + 40 * 40),
        ["geometry-2"] = 7 + 24 + (int)Math.Sqrt(7 * 7 + 24 * 24),
        ["geometry-3"] = BigInteger.Pow((int)Math.Sqrt(150 / 6), 3),
        ["geometry-4"] = Math.Abs(8 * 5 - 3 * 0) / 2,
        ["geometry-5"] = Numbers(3, 100).Single(n => 180 * (n - 2) == 150 * n),
        ["counting-1"] = 5 * 4 * 3 * 2 * 1,
        ["counting-2"] = (from a in Numbers(1, 10) from b in Numbers(a + 1, 10) from c in Numbers(b + 1, 10) select 1).Count(),
        ["counting-3"] = Orders("LEVEL").Distinct().Count(),
        ["counting-4"] = (from a in Numbers(1, 6) from b in Numbers(1, 6) where a + b >= 9 select 1).Count(),
        ["counting-5"] = Numbers(100, 999).Count(n => n.ToString().Distinct().Count() == 3),
    };

    [Fact]
    public async Task EveryAnswer_IsWhatTheComputationGives()
    {
        var samples = await MirrorTests.ReadAsync("quickstart-maths");
        Assert.Equal(40, samples.Count);
        Assert.Equal(samples.Select(s => $"{s.Id}: {s.Target}"), samples.Select(s => $"{s.Id}: {_answers[s.Id]}"));
    }

    private static IEnumerable<int> Numbers(int from, int to) => from > to ? [] : Enumerable.Range(from, to - from + 1);

    private static bool IsPrime(int n) => n > 1 && Numbers(2, (int)Math.Sqrt(n)).All(d => n % d != 0);

    private static IEnumerable<string> Orders(string letters) =>
        letters.Length <= 1 ? [letters] : letters.SelectMany((c, i) => Orders(letters.Remove(i, 1)).Select(rest => c + rest));
}

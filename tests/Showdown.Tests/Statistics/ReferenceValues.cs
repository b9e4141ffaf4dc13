using System.Text.Json;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>What SciPy and statsmodels make of the same inputs, Reference/reference.py writes the file; of judged pairs other algorithms than ours,
/// Reference/pairwise.py.</summary>
internal static class ReferenceValues
{
    private static readonly JsonDocument _document = Read("reference.json");

    private static readonly JsonDocument _pairwise = Read("pairwise.json");

    public static JsonElement Of(string name) => _document.RootElement.GetProperty(name);

    public static JsonElement OfPairs(string name) => _pairwise.RootElement.GetProperty(name);

    public static IEnumerable<JsonElement> Cases(string name) => Of(name).EnumerateArray();

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Count(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    public static SampleScore[] Tallies(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(e => new SampleScore(e[0].GetInt32(), e[1].GetInt32()))];

    public static SamplePair[] Pairs(this JsonElement element) => [.. element.Tallies("a").Zip(element.Tallies("b"), (a, b) => new SamplePair(a, b))];

    private static JsonDocument Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Statistics", "Reference", file)));
}

using Showdown.Formatting;

namespace Showdown.Analysis.Comparing;

/// <summary>What two datasets have in common, in words.</summary>
internal static class SharedWords
{
    /// <param name="a">What the one is called.</param>
    /// <param name="b">What the other is called.</param>
    public static IEnumerable<string> Of(SharedNights shared, string a, string b)
    {
        yield return $"compared on the {Format.Counted(shared.Samples, "question", "questions")} that both have: {Format.Count(shared.LeftOutA)} of {a} and {Format.Count(shared.LeftOutB)} of {b} are left out";
        if (shared.ByIdAlone > 0)
            yield return $"what {(shared.ByIdAlone == shared.Samples ? "they ask" : $"{Format.Count(shared.ByIdAlone)} of them ask")} was not recorded in both: they are the same by their ids alone";
        if (shared.OtherTargets > 0)
            yield return $"of {Format.Count(shared.OtherTargets)} of them the two have different targets";
    }

    /// <summary>Why two runs cannot be compared at all, with what to do.</summary>
    public static string Nothing(EntryPair pair) =>
        $"Runs {pair.B.Run.Id} and {pair.A.Run.Id} have no question in common on '{pair.A.Key.BenchmarkId}': neither ids nor texts are the same. Compare results of the same questions, "
        + "or import both with '--benchmark ID' as results of one benchmark of ours.";
}

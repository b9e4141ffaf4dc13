namespace Showdown.Judging.Recorded;

/// <param name="Judge">Who judged; null where the file does not tell.</param>
/// <param name="Name">A model, a set of pairs, or "all".</param>
public sealed record RecordedGroup(string? Judge, string Name, IReadOnlyList<RecordedFigure> Figures)
{
    internal static RecordedGroup Of(string? judge, string name, params ReadOnlySpan<RecordedFigure?> figures)
    {
        var known = new List<RecordedFigure>();
        foreach (var figure in figures)
        {
            if (figure is not null)
                known.Add(figure);
        }

        return new RecordedGroup(judge, name, known);
    }
}

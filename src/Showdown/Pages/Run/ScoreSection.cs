using Showdown.Rendering.Charts;

namespace Showdown.Pages.Run;

internal sealed record ScoreSection(Chart Chart, IReadOnlyList<ScoreTableGroup> Groups, IReadOnlyList<RepeatRow> Repeats);

using Showdown.Results;

namespace Showdown.Analysis.Speed;

internal sealed record SpeedPoint(RunRow Run, string Identity, double Value);

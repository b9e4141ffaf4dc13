namespace Showdown.Results;

/// <summary>How many imported answers our scorer judged beside the program that recorded them.</summary>
/// <param name="Version">Of our scorer.</param>
/// <param name="Judged">Answers that both gave a score.</param>
/// <param name="Different">Those of them that earned something else with us.</param>
public sealed record JudgedBeside(string BenchmarkId, string ModelId, int Version, int Judged, int Different);

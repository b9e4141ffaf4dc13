namespace Showdown.Analysis.Facts;

/// <param name="Index">The model's place in the order of the job, from 0.</param>
internal sealed record ModelName(string Id, string Name, int Index, bool Simulated);

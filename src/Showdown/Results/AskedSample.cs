using Showdown.Domain;

namespace Showdown.Results;

/// <param name="Number">Its place in the order of asking, from 0.</param>
public sealed record AskedSample(int Number, Sample Sample);

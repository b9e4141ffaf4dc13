using Showdown.Models.Wire;

namespace Showdown.Models.Limits;

/// <summary>What a failed try means for its request.</summary>
/// <param name="End">Not null: the model is asked no more for now, and why.</param>
/// <param name="Counts">False: the host was down, and is back; this try does not count.</param>
internal readonly record struct TryVerdict(HostException? End, bool Counts);

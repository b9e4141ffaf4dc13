namespace Showdown.Statistics.Fidelity;

/// <summary>
/// How far the log-probabilities of the first token lie from the reference's, at one prompt: those of a host, and those of the reference asked again.
/// In nats, as means over the tokens that both name.
/// </summary>
internal readonly record struct LogProbabilityGap(double Host, double Again);

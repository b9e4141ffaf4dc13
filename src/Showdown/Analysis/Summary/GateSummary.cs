namespace Showdown.Analysis.Summary;

/// <param name="On">drop, below, worse-than, cost, latency or coverage.</param>
/// <param name="Checked">False on a first night: there is nothing to compare with yet.</param>
/// <param name="Informs">True where it would have failed, and its judges are not fit to fail a gate.</param>
public sealed record GateSummary(string On, bool Passed, string Sentence, bool Checked = true, bool Informs = false);

namespace Showdown.Operations;

/// <summary>A pair as a rater sees it: nothing tells whose answers these are.</summary>
/// <param name="Token">Names the pair.</param>
/// <param name="Done">Pairs that the rater has seen.</param>
public sealed record PairToLabel(string Token, string Prompt, string Left, string Right, int Done, int Of);

namespace Showdown.Statistics;

/// <summary>The test behind p.</summary>
public enum PairedTest
{
    /// <summary>None was made.</summary>
    None,

    /// <summary>One attempt a sample: McNemar's test with mid-p.</summary>
    McNemar,

    /// <summary>Sign flips, of samples or of clusters.</summary>
    SignFlip,

    /// <summary>Under a stopping rule: bets on the mean difference.</summary>
    Betting,

    /// <summary>One model at two times: its attempts at each sample dealt out anew.</summary>
    Exchange,
}

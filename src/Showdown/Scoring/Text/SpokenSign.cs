namespace Showdown.Scoring.Text;

internal enum SpokenSign
{
    None,

    /// <summary>"is minus 5", "negative 5".</summary>
    Negative,

    /// <summary>"10 minus 5", "we minus 5 from both sides".</summary>
    Subtracts,
}

namespace Showdown.Scoring.Tasks;

/// <summary>What the answer to a BIG-Bench Hard question looks like.</summary>
public enum AnswerForm
{
    /// <summary>"(B)": an option of the question.</summary>
    Letter,

    /// <summary>One of two: true or false, yes or no, valid or invalid.</summary>
    Word,

    WholeNumber,

    /// <summary>All words of a list in the right order.</summary>
    Words,

    /// <summary>The brackets that close a sequence.</summary>
    Brackets,

    /// <summary>Any other text.</summary>
    Text,
}

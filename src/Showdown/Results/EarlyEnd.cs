namespace Showdown.Results;

/// <summary>Why an evaluation is complete though not all of its samples were asked.</summary>
public enum EarlyEnd
{
    /// <summary>Each comparison with another model was sure.</summary>
    Sure,

    /// <summary>A person said that it is enough.</summary>
    Enough,

    /// <summary>All samples were asked, and no model is left for whose comparison they would be asked again.</summary>
    Alone,
}

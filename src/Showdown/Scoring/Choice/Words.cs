namespace Showdown.Scoring.Choice;

/// <summary>What part a word can play in the statement of an answer.</summary>
[Flags]
internal enum Words
{
    None = 0,

    /// <summary>"answer" in many languages.</summary>
    Answer = 1 << 0,

    /// <summary>"option", "choice": a statement only beside <see cref="Right"/>, otherwise the mere name of an option.</summary>
    Option = 1 << 1,

    /// <summary>"correct", "best" ...</summary>
    Right = 1 << 2,

    /// <summary>"incorrect", "wrong" ...</summary>
    Wrong = 1 << 3,

    /// <summary>"is" and its like.</summary>
    Is = 1 << 4,
    Not = 1 << 5,

    /// <summary>May stand between "is" and the letter.</summary>
    Filler = 1 << 6,
    Or = 1 << 7,

    /// <summary>Turns a denial into a statement: "not A but B".</summary>
    But = 1 << 8,

    /// <summary>"therefore", "so".</summary>
    Hence = 1 << 9,

    /// <summary>"choose", "select", "leaves".</summary>
    Choose = 1 << 10,

    /// <summary>Makes a sentence a musing, not a statement: "tempting", "might", "if".</summary>
    Hedge = 1 << 11,

    /// <summary>May follow the label A at the start of a clause, where an article would be followed by a noun.</summary>
    AfterLabel = 1 << 12,

    /// <summary>"options", "choices": what follows is a list of them.</summary>
    Plural = 1 << 13,

    /// <summary>"eliminate", "rule out": what follows is denied.</summary>
    Exclude = 1 << 14,

    /// <summary>"go with", "left with", "opt for": choosing only when <see cref="GoWord"/> stands before.</summary>
    WithWord = 1 << 15,
    GoWord = 1 << 16,

    /// <summary>"it": "it is B" states something only as a whole sentence.</summary>
    It = 1 << 17,

    /// <summary>"I'd say B": states something only when the letter ends the clause.</summary>
    Say = 1 << 18,

    /// <summary>"second guess", "next best answer": not the answer itself.</summary>
    Other = 1 << 19,

    /// <summary>"none of the above".</summary>
    Nothing = 1 << 20,

    /// <summary>A word for "answer" in another language than English: grammar is read more loosely around it.</summary>
    Foreign = 1 << 21,

    /// <summary>A tick.</summary>
    Tick = 1 << 22,

    /// <summary>A cross.</summary>
    Cross = 1 << 23,

    /// <summary>"matches option B", "i.e. (B)".</summary>
    Match = 1 << 24,

    /// <summary>"not listed", "cannot be determined": behind a denial, that there is no answer.</summary>
    Lacking = 1 << 25,

    /// <summary>"unknown", "unclear": that there is no answer.</summary>
    Unknown = 1 << 26,

    /// <summary>"First we ...": how a list or a derivation goes on, never an answer behind its letter.</summary>
    Narrative = 1 << 27,

    /// <summary>"of", "from": what follows belongs to the noun before and is no answer.</summary>
    Of = 1 << 28,

    /// <summary>May stand between "the answer is" and the letter, but not behind "so" or "I choose": "for certain", "by elimination".</summary>
    Loose = 1 << 29,

    /// <summary>"B fits", "B matches".</summary>
    Fits = 1 << 30,
}

namespace Showdown.Importing.Reading;

/// <summary>Reads what one kind of program writes.</summary>
internal abstract class ResultFormat
{
    /// <summary>What <c>--format</c> takes.</summary>
    public abstract string Name { get; }

    /// <summary>The program, as people call it.</summary>
    public abstract string Program { get; }

    /// <summary>Whether a file holds results in this format; never throws.</summary>
    public abstract bool Recognizes(FileHead head);

    /// <summary>Whether a file stands beside others, which read it themselves: it holds no results of its own.</summary>
    public virtual bool IsBeside(FileHead head) => false;

    /// <summary>The names of scores that are preferred where several are there, best first.</summary>
    public virtual IReadOnlyList<string> Preferred => [];

    /// <summary>Every attempt in the file, in its order. Reading twice gives the same twice.</summary>
    /// <exception cref="Domain.SettingsException">The file is not what the format says; names file, place, value and fix.</exception>
    public abstract IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, CancellationToken cancel);
}

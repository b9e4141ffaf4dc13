namespace Showdown.Sandboxing;

/// <summary>Decides whether a returned value is right.</summary>
public interface IValueRule
{
    /// <remarks>Not asked when the two are the same byte for byte: that is always right.</remarks>
    bool Accepts(ReturnedValue returned);
}

/// <summary>Python's equality.</summary>
public sealed class ExactRule : IValueRule
{
    private ExactRule() { }

    public static ExactRule Instance { get; } = new();

    public bool Accepts(ReturnedValue returned) => returned.IsEqual;
}

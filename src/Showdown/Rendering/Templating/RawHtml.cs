namespace Showdown.Rendering.Templating;

/// <summary>
/// Markup that our own code wrote, with every foreign text inside already encoded. Templates write it as it stands; they cannot make one.
/// </summary>
internal sealed record RawHtml(string Markup)
{
    public static readonly RawHtml Nothing = new("");

    public override string ToString() => Markup;
}

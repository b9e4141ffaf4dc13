using Showdown.Domain;
using Showdown.Rendering.Templating;

namespace Showdown.Tests.Rendering;

public sealed class SafeTemplatesTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&";
    private const string Encoded = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;";

    [Theory]
    [InlineData("plain text, naïve, 漢字, 🙂", "plain text, naïve, 漢字, 🙂")]
    [InlineData(Hostile, Encoded)]
    [InlineData("tab\tand\nline\r\nend\r", "tab\tand\nline\nend\n")]
    [InlineData("nul\0 bell\u0007 del\u007f", "nul\u2400 bell\u2407 del\u2421")]
    [InlineData("a\u202eb\u2066c", "a⟦U+202E⟧b⟦U+2066⟧c")]
    [InlineData("one\u2028two", "one\ntwo")]
    [InlineData("{{ page.text }} ${x} %{y}", "{{ page.text }} ${x} %{y}")]
    [InlineData("", "")]
    public void Encode_KeepsWhatCanBeRead_AndShowsWhatCouldDeceive(string text, string expected) => Assert.Equal(expected, HtmlText.Encode(text));

    // Attributes cannot carry half a surrogate pair.
    [Fact]
    public void Encode_ReplacesHalfCharacters() =>
        Assert.Equal("\ufffd<🙂\ufffd".Replace("<", "&lt;", StringComparison.Ordinal), HtmlText.Encode("\ude42<🙂\ud83d"));

    [Theory]
    [InlineData("{{ page.text }}", Encoded)]
    [InlineData("<p title=\"{{ page.text }}\">", "<p title=\"" + Encoded + "\">")]
    [InlineData("{{ page.markup }}", "<hr>")]
    [InlineData("{{ page.text + page.markup }}", Encoded + "&lt;hr&gt;")]
    [InlineData("{{ page.markup + page.text }}", "&lt;hr&gt;" + Encoded)]
    [InlineData("{{ capture x }}{{ page.text }}{{ end }}", "")]
    [InlineData("{{ for t in page.many }}{{ t }};{{ end }}", "&lt;a&gt;;&lt;b&gt;;")]
    [InlineData("{{ include 'part' text: page.text }}", "<i>" + Encoded + "</i>")]
    [InlineData("{{ for t in page.many; include 'part' text: t; end }}", "<i>&lt;a&gt;</i><i>&lt;b&gt;</i>")]
    [InlineData("{{ page.nothing }}", "")]
    [InlineData("{{ page.many.size }} {{ if page.yes }}yes{{ end }}", "2 yes")]
    [InlineData("{{ page.text ? page.text : '' }}", Encoded)]
    public void Render_EscapesEveryValue_ButNotTheTemplateItself(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ page.txet }}")]
    [InlineData("{{ pgae.text }}")]
    [InlineData("{{ include 'missing' }}")]
    [InlineData("{{ include '../../etc/passwd' }}")]
    [InlineData("{{ page.text | html.escape }}")]
    [InlineData("{{ page.text | object.eval }}")]
    [InlineData("{{ page.get_type }}")]
    [InlineData("{{ page.equality_contract }}")]
    [InlineData("{{ page.markup.markup.length.foo }}")]
    public void Render_Stops_WhenATemplateUsesWhatIsNotThere(string template) =>
        Assert.Contains("page.html(1,", Assert.Throws<SettingsException>(() => Render(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Render_IsNotCutShort_WhenAPageIsLarge()
    {
        var large = new string('x', 3_000_000);
        Assert.Equal(2 * large.Length + 7, Render("{{ page.text }}{{ include 'part' text: page.text }}", large).Length);
    }

    [Fact]
    public void Render_EndsWithTheToken_WhenCancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Render("{{ while true }}{{ end }}", cancel: new CancellationToken(canceled: true)));

    [Fact]
    public void Templates_AreRefused_WithFileAndLine_WhenTheyDoNotParse() =>
        Assert.Contains("page.html(2,", Assert.Throws<SettingsException>(() => Render("fine\n{{ if }}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_OfTheFolder_StandInForTheBuiltInOnes()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-templates-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "page.html"), "changed {{ page.text }}");
            var files = new TemplateFiles(new Dictionary<string, string> { ["page.html"] = "built in", ["part.html"] = "" }, folder.FullName);
            Assert.Equal(
                "changed <",
                System.Net.WebUtility.HtmlDecode(
                    new SafeTemplates(files, ["Showdown.Tests.Rendering"]).RenderToString(
                        "page",
                        "page",
                        new Probe("<"),
                        TestContext.Current.CancellationToken
                    )
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Render(string template, string text = Hostile, CancellationToken? cancel = null)
    {
        var files = new Dictionary<string, string> { ["page.html"] = template, ["part.html"] = "<i>{{ $.text }}</i>" };
        return new SafeTemplates(new TemplateFiles(files), ["Showdown.Tests.Rendering"]).RenderToString(
            "page",
            "page",
            new Probe(text),
            cancel ?? TestContext.Current.CancellationToken
        );
    }
}

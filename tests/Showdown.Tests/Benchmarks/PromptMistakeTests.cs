using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

/// <summary>A name that a template does not know is told with those that it knows.</summary>
public sealed class PromptMistakeTests
{
    [Theory]
    [InlineData("{{ sample.question }}", "there is no 'sample.question'. Known: choices, group, id, input, labels, level.")]
    [InlineData("{{ sample.inputs }}", "there is no 'sample.inputs'. Did you mean 'input'? Known: ")]
    [InlineData("{{ for c in sample.choces }}{{ end }}", "there is no 'sample.choces'. Did you mean 'choices'? Known: ")]
    [InlineData("{{ for o in sample.options }}{{ o.labl }}{{ end }}", "there is no 'o.labl'. An option of sample.options has 'label' and 'text'.")]
    [InlineData("{{ smaple.input }}", "there is no 'smaple'. Did you mean 'sample'? A template knows 'sample' with choices, group, id, input")]
    [InlineData("{{ level }}", "there is no 'level'. Did you mean 'sample.level'?")]
    [InlineData("{{ sample.target }}", "'sample.target' may be named only in the 'reply' of 'few_shot'")]
    [InlineData("{{ sample.input | string.upcas }}", "there is no 'string.upcas'.")]
    public void AnUnknownName_IsToldWithTheNamesThereAre(string template, string says)
    {
        var sample = new Sample("1", "?", "A")
        {
            Choices = ["one", "two"],
            Fields = new Dictionary<string, string> { ["level"] = "5" },
        };
        var error = Assert.Throws<PromptException>(() => PromptTemplate.Parse(template, "prompt").Render(sample));
        Assert.StartsWith(says, error.Message, StringComparison.Ordinal);
    }
}

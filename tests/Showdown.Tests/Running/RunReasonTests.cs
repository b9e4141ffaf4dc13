using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class RunReasonTests
{
    [Theory]
    //          missing, failed
    [InlineData(0, 0, "", "")]
    [InlineData(3, 0, "", "3 missing")]
    [InlineData(0, 1, "", "1 attempt failed for good")]
    [InlineData(0, 2, "", "2 attempts failed for good")]
    [InlineData(3, 2, "", "2 attempts failed for good, 3 missing")]
    [InlineData(3, 1, "the key is refused|the host is down", "the key is refused; the host is down; 1 attempt failed for good, 3 missing")]
    [InlineData(0, 0, "the key is refused", "the key is refused")]
    public void WhyARunIsIncomplete_StandsInOneSentence(int missing, int failed, string others, string reason) =>
        Assert.Equal(reason, RunFinisher.Reason(missing, failed, others.Split('|')));
}

using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class RunPassportsTests
{
    [Fact]
    public void AModelIsNotAsked_WhereEveryAttemptWouldFailSo()
    {
        FailureKind[] permanent =
        [
            FailureKind.Connection,
            FailureKind.Timeout,
            FailureKind.MalformedReply,
            FailureKind.Unauthorized,
            FailureKind.NotFound,
            FailureKind.BadRequest,
        ];
        Assert.Equal(permanent, Enum.GetValues<FailureKind>().Where(RunPassports.IsPermanent));
    }

    [Fact]
    public void Reasons_NameTheModel()
    {
        Assert.Equal("kimi is not asked: HTTP 401", RunPassports.Reason("kimi", new Failure(FailureKind.Unauthorized, "HTTP 401")));
        Assert.Equal("kimi is not asked with tools: no tools here", RunPassports.ToolsReason("kimi", "no tools here"));
    }
}

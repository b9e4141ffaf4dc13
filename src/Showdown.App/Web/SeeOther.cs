using Microsoft.AspNetCore.Http;

namespace Showdown.App.Web;

/// <summary>303: whatever was posted, the next request gets.</summary>
internal sealed record SeeOther(string Location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Location;
        return Task.CompletedTask;
    }
}

namespace Showdown.Domain;

/// <summary>Why a request failed for good. The names are stored and shown.</summary>
public enum FailureKind
{
    /// <summary>Cannot connect, or the connection was reset.</summary>
    Connection,
    RateLimited,

    /// <summary>HTTP 5xx, or an error frame inside a stream.</summary>
    ServerError,

    /// <summary>No first token, no next token, or no end within the time allowed.</summary>
    Timeout,

    /// <summary>The stream ended without a finish reason.</summary>
    BrokenStream,

    /// <summary>The reply is not what the protocol promises: HTML, malformed JSON, no choices.</summary>
    MalformedReply,

    /// <summary>A finished reply without any text.</summary>
    EmptyReply,

    /// <summary>HTTP 401 or 403.</summary>
    Unauthorized,

    /// <summary>HTTP 404: the host does not serve this model.</summary>
    NotFound,

    /// <summary>HTTP 400 or 422: the host refuses the request or one of its parameters.</summary>
    BadRequest,
    ContextTooLong,
    ContentFilter,

    /// <summary>The host refuses requests that offer tools: nothing is known about what the model would have called.</summary>
    ToolsRefused,

    /// <summary>Another program asked, and recorded an error: what kind, its words tell.</summary>
    Recorded,
}

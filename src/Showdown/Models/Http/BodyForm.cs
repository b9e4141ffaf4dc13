namespace Showdown.Models.Http;

/// <summary>
/// What kind of document a body is, by its first letter: hosts send event streams as JSON, errors as event streams and pages as either.
/// </summary>
internal enum BodyForm
{
    Empty,
    Json,
    Html,
    Events,
}

using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>One entry of 'notify' in a job file.</summary>
internal static class NotifySection
{
    public static Notify? Read(Section section)
    {
        var webhook = section.RawText("webhook")?.Trim();
        var format = section.Choice<NoticeFormat>("format") ?? NoticeFormat.Generic;
        var when = section.Choice<NoticeWhen>("when") ?? NoticeWhen.Ended;
        section.RefuseUnknownKeys();
        if (string.IsNullOrEmpty(webhook))
        {
            section.Missing("webhook");
            return null;
        }

        // The value is never put into a message: whoever has such an address can post to it.
        if (EnvironmentText.IsReference(webhook, out var fallback) && fallback is null)
            return new Notify(webhook, format) { When = when };
        section.Problem(
            "webhook",
            "'webhook' must name an environment variable that holds the address, such as ${TEAM_WEBHOOK}, without a default. The address is a secret and never stands in a file."
        );
        return null;
    }
}

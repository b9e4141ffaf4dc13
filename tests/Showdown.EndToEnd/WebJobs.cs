namespace Showdown.EndToEnd;

/// <summary>Job files for the tests of the service, with simulated models.</summary>
internal static class WebJobs
{
    /// <summary>A value that must turn up nowhere.</summary>
    public const string Secret = "sk-very-secret-0123456789";

    /// <summary>Job "small": two simulated models; a few seconds, so that there is something to look at.</summary>
    public static Workplace Write(Workplace work)
    {
        work.Write(
            "jobs/models.yaml",
            """
            strong:
              family: Strong model
              connector: simulated
              price: { input: 0.60, output: 2.50, as_of: 2026-06-29 }
              limits: { concurrency: 4 }
              simulation: { seed: 1, skill: { default: 0.9 }, first_token: 120ms, answer_tokens: 30, faults: { rate_limit: 0.01, output_cap: 0.02 } }

            weak:
              family: Weak model
              connector: simulated
              price: { input: 0.15, output: 0.60, as_of: 2026-06-29 }
              limits: { concurrency: 4 }
              simulation: { seed: 2, skill: { default: 0.6 }, first_token: 120ms, answer_tokens: 30 }

            slow:
              family: Slow model
              connector: simulated
              limits: { concurrency: 2 }
              simulation: { seed: 3, skill: { default: 0.6 }, first_token: 1s, answer_tokens: 30 }

            real:
              family: Real model
              connector: openai
              endpoint: https://models.example.org/v1
              model: vendor/real-1
              api_key: ${WEB_TEST_KEY}

            keyless:
              family: Keyless model
              connector: openai
              endpoint: https://models.example.org/v1
              model: vendor/real-2
              api_key: ${WEB_TEST_MISSING_KEY}
            """
        );
        work.Write(
            "jobs/small.yaml",
            """
            name: small
            description: Two simulated models on our own questions.
            models: [strong, weak]
            benchmarks:
              - { id: quickstart-maths, epochs: 2 }
              - { id: quickstart-choice, limit: 40 }
            """
        );
        return work;
    }
}

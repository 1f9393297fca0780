namespace Chronos.Core.Policies;

/// <summary>How slow the engine and the venues may be. Nanoseconds; <see cref="long.MaxValue"/> where not judged.</summary>
public sealed record LatencyTerms
{
    /// <summary>99th percentile from ingress to decision, as measured by the engine.</summary>
    public required long DecisionP99NanosMax { get; init; }

    /// <summary>99th percentile from ingress to send, as measured by the venue threads.</summary>
    public required long SendP99NanosMax { get; init; }

    /// <summary>99th percentile from decision to the venue's answer, in engine time.</summary>
    public required long AcknowledgementP99NanosMax { get; init; }

    /// <summary>Measurements in the window before a percentile is judged. Count.</summary>
    public required int SamplesMin { get; init; }
}

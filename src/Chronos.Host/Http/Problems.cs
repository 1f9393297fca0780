using Chronos.Core.Model;
using Microsoft.AspNetCore.WebUtilities;

namespace Chronos.Host.Http;

/// <summary>Answers that something went wrong; never more of it than the caller may know.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    /// <summary>A problem without a reason code.</summary>
    public static IResult Plain(int status, string detail) => Of(new ProblemJson
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = detail,
    });

    /// <summary>A problem with the reason code behind it.</summary>
    public static IResult Coded(int status, ReasonCode code, string detail, string? field = null, long? sequence = null) =>
        Of(new ProblemJson
        {
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Field = field,
            Code = (int)code,
            CodeName = code.ToString(),
            Sequence = sequence,
        });

    private static IResult Of(ProblemJson problem) =>
        Results.Json(problem, HttpJson.Default.ProblemJson, ContentType, problem.Status);
}

using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Upload of the explanations of AI decisions, on both versions.</summary>
internal static class AiLogRoutes
{
    private const int ExplanationMax = 1_000;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/capi/v3/order/uploadAiLog", Access.Trade, 1, 1, Upload),
        new("POST", "/capi/v2/order/uploadAiLog", Access.Trade, 1, 1, Upload),
    ];

    private static RestAnswer Upload(RestCall call)
    {
        var p = call.Parameters;
        if (!call.Account.Options.AiLogParticipant)
        {
            throw new WireException(-1052, "Insufficient permissions: the user takes no part.");
        }

        p.Whole("orderId");
        p.Required("stage");
        p.Required("model");
        foreach (var name in new[] { "input", "output" })
        {
            if (p.Json(name) is not { } value || value.ValueKind == JsonValueKind.Null)
            {
                throw WireException.Empty(name);
            }
            else if (value.ValueKind != JsonValueKind.Object)
            {
                throw WireException.Invalid(name);
            }
        }

        if (p.Required("explanation").Length > ExplanationMax)
        {
            throw WireException.Validate($"'explanation' is longer than {ExplanationMax} characters.");
        }

        call.Account.AddAiLog(p.Raw);
        return RestAnswer.Object(w =>
        {
            w.WriteString("code", "00000");
            w.WriteString("msg", "success");
            w.WriteNumber("requestTime", call.Now);
            w.WriteString("data", "upload success");
        });
    }
}

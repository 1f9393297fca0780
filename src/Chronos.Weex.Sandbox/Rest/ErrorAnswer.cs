using System.Globalization;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>What a refusal looks like on the wire of either version.</summary>
internal static class ErrorAnswer
{
    private const string OtherLegacyCode = "40725";

    private static readonly Dictionary<int, string> LegacyCodes = new()
    {
        [-1000] = "40725", [-1040] = "40001", [-1041] = "40002", [-1042] = "40003", [-1043] = "40005", [-1044] = "40006",
        [-1045] = "40007", [-1046] = "40008", [-1047] = "40009", [-1049] = "40012", [-1050] = "40013", [-1051] = "40014",
        [-1052] = "40014", [-1053] = "40014", [-1054] = "40015", [-1055] = "40016", [-1056] = "40018", [-1057] = "40013",
        [-1058] = "40014", [-1059] = "429", [-1115] = "40017", [-1116] = "40017", [-1117] = "40017", [-1121] = "40102",
        [-1128] = "40017", [-1135] = "40409", [-1140] = "40017", [-1141] = "40724", [-1142] = "40017", [-1160] = "40017",
        [-1170] = "40704", [-1171] = "40707", [-1180] = "40305", [-2200] = "43001", [-3007] = "43005", [-3200] = "43001",
        [-3313] = "40017",
    };

    /// <summary>The refusal on the wire of a path.</summary>
    public static RestAnswer Of(WireException refusal, string path, int status, long now)
    {
        var actual = refusal.Status != 0 ? refusal.Status : status;
        return path.StartsWith("/capi/v2/", StringComparison.Ordinal)
            ? RestAnswer.Object(
                w =>
                {
                    w.WriteString("code", Legacy(refusal));
                    w.WriteString("msg", refusal.Message);
                    w.WriteNumber("requestTime", now);
                    w.WriteNull("data");
                },
                actual)
            : RestAnswer.Error(actual, refusal.Code, refusal.Message);
    }

    /// <summary>The code of v2.</summary>
    public static string Legacy(WireException refusal) =>
        refusal.LegacyCode ?? LegacyCodes.GetValueOrDefault(refusal.Code, OtherLegacyCode);

    /// <summary>The code of v3 as text, as <c>errorCode</c> carries it.</summary>
    public static string Text(WireException refusal) => refusal.Code.ToString(CultureInfo.InvariantCulture);
}

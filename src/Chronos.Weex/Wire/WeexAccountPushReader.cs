namespace Chronos.Weex.Wire;

/// <summary>Reads the frame that all private channels share.</summary>
internal static class WeexAccountPushReader
{
    public static WeexAccountPush<T> Read<T>(ref WeexReader json, WeexItemReader<T> readItem)
    {
        long? time = null, version = null;
        var cause = "";
        var items = default(List<T>);
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "v": version = json.Whole(); break;
                case "msgEvent": cause = json.Word(); break;
                case "d": items = json.List("d", readItem); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexAccountPush<T>(
            time ?? throw json.Missing("E"), version ?? throw json.Missing("v"), cause, items ?? throw json.Missing("d"));
    }
}

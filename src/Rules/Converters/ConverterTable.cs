using System;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>Every converter. The tables are listed by hand.</summary>
internal static class ConverterTable
{
    public static Converter[] Rows { get; } = [.. NumberConverters.Rows, .. TextConverters.Rows];

    /// <summary>Words that are known and not done: refused by name.</summary>
    public static ReadOnlySpan<byte> Later => """

        51d.single add_item aes_gcm_dec b64dec bc_dst be2dec be2hex capture-req capture-res concat
        crc32 crc32c cut_crlf da-csv-conv debug digest djb2 fix_is_valid fix_tag_value hex2i hmac
        host_only htonl http_date iif in_table json json_query jwt_header_query jwt_payload_query
        jwt_verify language ltime ltrim map map_beg map_beg_int map_beg_ip map_dir map_dir_int
        map_dir_ip map_dom map_dom_int map_dom_ip map_end map_end_int map_end_ip map_int map_int_int
        map_int_ip map_ip map_ip_int map_ip_ip map_len map_reg map_reg_int map_reg_ip map_regm
        map_str map_str_int map_str_ip map_sub map_sub_int map_sub_ip mqtt_field_value mqtt_is_valid
        ms_ltime ms_utime nbsrv param port_only protobuf regsub rfc7239_field rfc7239_is_valid
        rfc7239_n2nn rfc7239_n2np rtrim sdbm secure_memcmp set-var sha1 sha2 srv_queue strcmp
        table_bytes_in_rate table_bytes_out_rate table_conn_cnt table_conn_cur table_conn_rate
        table_expire table_gpc table_gpc0 table_gpc0_rate table_gpc1 table_gpc1_rate table_gpc_rate
        table_gpt table_gpt0 table_http_err_cnt table_http_err_rate table_http_fail_cnt
        table_http_fail_rate table_http_req_cnt table_http_req_rate table_idle table_kbytes_in
        table_kbytes_out table_server_id table_sess_cnt table_sess_rate table_trackers ub64dec
        ub64enc ungrpc unset-var url_enc us_ltime us_utime utime when wt6 x509_v_err_str xxh3 xxh32
        xxh64

        """u8;

    public static bool IsLater(string name) => NameList.Has(Later, name);
}

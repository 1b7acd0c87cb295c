package org.muster.webapp.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Json;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** One JSON mapper, tables as CSV and as lines beside it, and ids in paths. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(WorkflowId.class, new IntegerSchema())
                .replaceWithSchema(CampaignId.class, new IntegerSchema())
                .replaceWithSchema(ProposalId.class, new IntegerSchema())
                .replaceWithSchema(Distance.class, new IntegerSchema())
                .replaceWithSchema(StageRef.class, new StringSchema().example("w123s2"))
                .replaceWithSchema(Did.class, new StringSchema().example("toy:muons_000001.hits.jsonl"))
                .replaceWithSchema(JobsubId.class, new StringSchema())
                .replaceWithSchema(SiteName.class, new StringSchema())
                .replaceWithSchema(RseName.class, new StringSchema());
    }

    /** Nothing of ours is deeper, and no number longer. The length of the whole is the body's limit. */
    private static final StreamReadConstraints READING = StreamReadConstraints.builder()
            .maxNestingDepth(50)
            .maxNumberLength(50)
            .maxNameLength(10_000)
            .build();

    /** The one mapper; for what others send. */
    @Bean
    ObjectMapper objectMapper() {
        ObjectMapper mapper = Json.mapper().copy().registerModule(Json.storableTexts());
        mapper.getFactory().setStreamReadConstraints(READING);
        return mapper;
    }

    @Bean
    ModelResolver modelResolver() {
        return new ModelResolver(Json.mapper());
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Muster")
                        .version("1")
                        .description(
                                "Campaigns and workflows. JSON shows a table page by page, whose next is the following's after;"
                                        + " ?format=csv and ?format=lines (a JSON object a line) give all of it."))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .security(List.of(new SecurityRequirement().addList("token")));
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation
                .favorParameter(true)
                .parameterName("format")
                .mediaType("csv", CsvConverter.CSV)
                .mediaType("lines", LinesConverter.LINES)
                .mediaType("json", MediaType.APPLICATION_JSON);
    }

    /** Last, so that JSON is what a caller without a wish gets. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.add(new CsvConverter());
        converters.add(new LinesConverter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ReadableQuery());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, WorkflowId.class, WorkflowId::parse);
        registry.addConverter(String.class, CampaignId.class, CampaignId::parse);
        registry.addConverter(String.class, ProposalId.class, ProposalId::parse);
        registry.addConverter(String.class, JobsubId.class, JobsubId::new);
    }
}
